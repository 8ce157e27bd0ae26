-- Grain: one row per message (message_key), inbound or outbound, that can be placed in time: the
-- person at the other end and, for inbound messages, which message it is attributed to.
-- Winner: the message that it quotes, at any age, even if the lake never saw it, but never one that
-- a contact sent; else the touch, if a reply may be attributed to it, within 24 hours, or 72:
-- docs/metrics.md, "How replies are attributed". The touch is what went to the person last, from
-- the same number. At the same instant inbound comes first, then the lesser key. In a group or of
-- an unknown contact only quotes count. `is_answer`: attributed to one of the same conversation.
-- Materialized: table
CREATE OR REPLACE VIEW int_message_attributions AS
WITH messages AS (
  SELECT
    *,
    -- Ordered by its first two parts. No part is NULL: Trino does not compare such rows.
    CAST(ROW(message_at, message_key, is_attributable, is_talk,
      coalesce(acceptance_stated_at, TIMESTAMP '9999-12-31 00:00:00'),
      coalesce(campaign_id, ''), coalesce(template_key, ''), coalesce(category, ''))
      AS ROW(touched_at timestamp, message_key varchar, is_attributable boolean, is_talk boolean,
      stated_at timestamp, campaign_id varchar, template_key varchar, category varchar)) AS touch
  FROM int_messages
),
placed AS (
  SELECT
    message.*, quoted.direction AS quoted_direction, quoted.accepted_at AS quoted_at,
    quoted.touch AS quoted, coalesce(holder.person_key, message.known_by_key) AS person_key
  FROM messages AS message
  LEFT JOIN messages AS quoted ON quoted.message_key = message.reply_to_key
  LEFT JOIN int_alias_persons AS holder ON holder.alias_key = message.known_by_key
    AND message.message_at >= holder.held_from AND message.message_at < holder.held_until
  WHERE message.direction IN ('inbound', 'outbound') AND message.message_at IS NOT NULL
),
touched AS (
  SELECT *, max(CASE WHEN is_touch THEN touch END) OVER (
    PARTITION BY CASE WHEN is_of_group THEN message_key ELSE coalesce(person_key, message_key) END,
      channel, endpoint_id ORDER BY message_at, direction, message_key) AS last_touch
  FROM placed
),
judged AS (
  SELECT *, CASE
    WHEN direction = 'outbound' THEN NULL
    WHEN reply_to_key IS NOT NULL AND coalesce(quoted_direction, '') <> 'inbound' THEN 'context'
    WHEN NOT coalesce(last_touch.is_attributable, FALSE) THEN 'none'
    WHEN message_at <= last_touch.touched_at + INTERVAL '24' HOUR THEN 'last_touch_24h'
    WHEN message_at <= last_touch.touched_at + INTERVAL '72' HOUR THEN 'last_touch_72h'
    ELSE 'none' END AS method
  FROM touched
)
SELECT
  message_key, direction, person_key, source, channel, account_id, endpoint_id, contact_country,
  is_of_group, is_talk, message_at, accepted_at, campaign_id, template_key, category,
  response_kind, reply_kind, method,
  CASE method WHEN 'context' THEN reply_to_key ELSE answered.message_key END
    AS attributed_message_key,
  CASE method WHEN 'context' THEN quoted_at ELSE answered.touched_at END AS attributed_at,
  nullif(answered.stated_at, TIMESTAMP '9999-12-31 00:00:00') AS attributed_stated_at,
  nullif(answered.campaign_id, '') AS attributed_campaign_id,
  nullif(answered.template_key, '') AS attributed_template_key,
  nullif(answered.category, '') AS attributed_category,
  coalesce(method, '') = 'last_touch_24h' AND last_touch.is_talk AS is_answer
FROM (SELECT *, CASE WHEN method = 'context' THEN quoted WHEN method <> 'none' THEN last_touch END
  AS answered FROM judged) AS attributed
