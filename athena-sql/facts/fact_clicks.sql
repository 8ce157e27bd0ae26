-- Grain: one row per tap on a button or row of a message (message_clicked) or click on a link that Meta observed
-- (link_clicked); `event_key` is its event's, the least where one tap has several.
-- `message_key` is the message that was tapped: NULL where none is named, as of links. Buttons that open an address or a call
-- tell of no tap at all, so that none of theirs says nothing of them.
-- `position` is the button's place, from 1, in the message as it was sent (`sent_buttons`), never in the template as it is now.
-- It is NULL where two buttons of the message have the id ('ambiguous'), and where the message as sent is not known or has no
-- such button ('no_snapshot').
CREATE OR REPLACE VIEW fact_clicks AS
WITH clicks AS (
  SELECT
    min(event_key) AS event_key,
    min(event_at) AS clicked_at,
    max(channel) AS channel,
    max(account_id) AS account_id,
    max(endpoint_id) AS endpoint_id,
    max(contact_key) AS contact_key,
    max(contact_country) AS contact_country,
    max(CASE event_type WHEN 'message_clicked' THEN reply_to_key ELSE message_key END) AS message_key,
    max(coalesce(click_kind, reply_kind)) AS click_kind,
    max(reply_id) AS button_id
  FROM reporting_events
  WHERE family IN ('messaging', 'engagement')
    AND event_type IN ('message_clicked', 'link_clicked')
  -- A tap is a message of its own.
  GROUP BY CASE WHEN event_type = 'message_clicked' AND message_key IS NOT NULL THEN message_key ELSE event_key END
),
placed AS (
  SELECT
    click.*,
    message.campaign_id,
    message.template_key,
    message.category,
    -- What stands before, between and after the places of the id, written as JSON has it (domain/sources/sends/normalise.ts).
    split(message.sent_buttons, concat(',"id":"', replace(replace(click.button_id, '\', '\\'), '"', '\"'), '"}')) AS parts
  FROM clicks AS click
  LEFT JOIN fact_messages AS message ON message.message_key = click.message_key
)
SELECT
  click.event_key, click.clicked_at, click.channel, click.account_id, click.endpoint_id, click.contact_key, click.contact_country,
  coalesce(holder.person_key, click.contact_key) AS person_key,
  click.message_key, click.click_kind, click.button_id,
  CASE WHEN cardinality(parts) = 2 THEN CAST(regexp_extract(element_at(parts, 1), '"position":([0-9]+),"kind":"[a-z_]+"$', 1) AS integer) END
    AS position,
  CASE WHEN cardinality(parts) = 2 THEN 'snapshot' WHEN cardinality(parts) > 2 THEN 'ambiguous' ELSE 'no_snapshot' END
    AS position_source,
  click.campaign_id, click.template_key, click.category
FROM placed AS click
LEFT JOIN alias_persons AS holder
  ON holder.alias_key = click.contact_key
  AND click.clicked_at >= holder.held_from
  AND click.clicked_at < holder.held_until
