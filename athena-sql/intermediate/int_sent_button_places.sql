-- Grain: one row per sent message (int_sent_messages) and button or row that it was sent with, as
-- the business reported it.
-- `sent_buttons` is a JSON list of flat objects whose values hold no braces (sends), so it can be
-- cut where two of them meet.
-- `button_kind` is the kind as the business named it, `click_kind` the kind of its clicks in
-- fact_clicks: a quick reply is template_quick_reply in a template message (named or charged as
-- one), else button_reply.
-- Meta reports clicks on quick replies and list rows, and submitted forms. Clicks on links, calls
-- and copied codes are not observable.
-- Materialized: table
-- Parts: message_key
CREATE OR REPLACE VIEW int_sent_button_places AS
WITH cut AS (
  SELECT
    message_key,
    day,
    channel,
    endpoint_id,
    campaign_id,
    template_key,
    category,
    contact_country,
    template_key IS NOT NULL
      OR coalesce(category, '') IN ('marketing', 'marketing_lite', 'utility', 'authentication',
        'authentication_international') AS is_of_template,
    is_delivered,
    concat('{', button, '}') AS button
  FROM int_sent_messages
  CROSS JOIN UNNEST(
    split(substr(sent_buttons, 3, length(sent_buttons) - 4), '},{')
  ) AS placed (button)
  WHERE length(sent_buttons) > 4
),
named AS (
  SELECT *, json_extract_scalar(button, '$.kind') AS button_kind
  FROM cut
)
SELECT
  message_key,
  day,
  channel,
  endpoint_id,
  campaign_id,
  template_key,
  category,
  contact_country,
  is_delivered,
  json_extract_scalar(button, '$.id') AS button_id,
  CAST(json_extract_scalar(button, '$.position') AS integer) AS position,
  button_kind,
  CASE
    WHEN button_kind = 'quick_reply' AND is_of_template THEN 'template_quick_reply'
    WHEN button_kind = 'quick_reply' THEN 'button_reply'
    WHEN button_kind = 'list_row' THEN 'list_reply'
    WHEN button_kind = 'flow' THEN 'flow_submit'
    WHEN button_kind = 'url' THEN 'link'
    ELSE button_kind
  END AS click_kind,
  button_kind IN ('quick_reply', 'list_row', 'flow') AS is_observable
FROM named
