-- Grain: one row per click: on a button or row (message_clicked), a submitted form
-- (flow_submitted), or on a link that Meta observed (link_clicked); `event_key` is the least where
-- one click has several.
-- `button_kind`: template_quick_reply, button_reply, list_reply, flow_submit, link; else the
-- vendor's.
-- `message_key` is the answered message, NULL where no message is named. Buttons that open an
-- address or a call are never seen.
-- `position` is the button's, from 1, in the message as it was sent, never in the template as it is
-- now; a form's is that of the flow button, whose id it takes. It is NULL where two buttons fit
-- ('ambiguous'), and where the message as sent is not known or has no such button ('no_snapshot').
-- Materialized: table
CREATE OR REPLACE VIEW fact_clicks AS
WITH clicks AS (
  SELECT
    min(event_key) AS event_key, min(event_at) AS clicked_at, max(channel) AS channel,
    max(account_id) AS account_id, max(endpoint_id) AS endpoint_id,
    max(contact_key) AS contact_key, max(contact_country) AS contact_country,
    max(CASE event_type WHEN 'link_clicked' THEN message_key ELSE reply_to_key END) AS message_key,
    max(coalesce(click_kind, reply_kind)) AS click_kind,
    max(CASE WHEN event_type = 'link_clicked' THEN 'link'
      WHEN event_type = 'flow_submitted' THEN 'flow_submit'
      WHEN reply_kind IN ('button_reply', 'list_reply') THEN reply_kind
      WHEN click_kind = 'quick_reply' THEN 'template_quick_reply'
      WHEN click_kind = 'list_row' THEN 'list_reply'
      ELSE coalesce(click_kind, reply_kind, 'unknown') END) AS button_kind,
    max(reply_id) AS reply_id
  FROM int_window_events
  WHERE family IN ('messaging', 'engagement')
    AND event_type IN ('message_clicked', 'flow_submitted', 'link_clicked')
  -- A click on a button, and a form, is a message of its own.
  GROUP BY CASE WHEN event_type <> 'link_clicked' THEN coalesce(message_key, event_key)
    ELSE event_key END
),
placed AS (
  SELECT
    click.*, message.campaign_id, message.template_key, message.category,
    -- What is before, between and after the places of the button, as JSON has it (sends).
    split(message.sent_buttons, CASE WHEN button_kind = 'flow_submit' THEN ',"kind":"flow","id":'
      ELSE concat(',"id":"', replace(replace(click.reply_id, '\', '\\'), '"', '\"'), '"}') END)
      AS parts
  FROM clicks AS click
  LEFT JOIN int_messages AS message ON message.message_key = click.message_key
)
SELECT
  click.event_key, click.clicked_at, click.channel, click.account_id, click.endpoint_id,
  click.contact_key, click.contact_country,
  coalesce(holder.person_key, click.contact_key) AS person_key,
  click.message_key, click.click_kind, click.button_kind,
  CASE WHEN button_kind = 'flow_submit' AND cardinality(parts) = 2 THEN json_extract_scalar(
    concat('{"id":', split_part(element_at(parts, 2), '}', 1), '}'), '$.id')
    ELSE reply_id END AS button_id,
  CASE WHEN cardinality(parts) = 2 THEN CAST(regexp_extract(element_at(parts, 1),
    '"position":([0-9]+)(,"kind":"[a-z_]+")?$', 1) AS integer) END AS position,
  CASE WHEN cardinality(parts) = 2 THEN 'snapshot' WHEN cardinality(parts) > 2 THEN 'ambiguous'
    ELSE 'no_snapshot' END AS position_source,
  click.campaign_id, click.template_key, click.category
FROM placed AS click
LEFT JOIN int_alias_persons AS holder ON holder.alias_key = click.contact_key
  AND click.clicked_at >= holder.held_from AND click.clicked_at < holder.held_until
