-- Grain: one row per run of messages (conversation_key, the first one's key) of one person with one number of the business on
-- one channel, none of which comes more than 24 hours after the one before. The vendor's conversations are not meant.
-- Messages that were delivered count, at the time they were accepted, as do echoes and what the person sent; a group's do not.
-- Of one instant, what came in stands first, as in message_credits; then the key decides.
-- It is engaged if a reply quotes one of its messages, whenever, or has the credit of one by 24 hours. Campaign, template,
-- category and country are those of the first message that the business sent and that was accepted (opening_message_key).
CREATE OR REPLACE VIEW fact_conversations AS
WITH quoted AS (
  SELECT DISTINCT reply_to_key AS quoted_key
  FROM fact_messages
  WHERE direction = 'inbound' AND reply_kind IS NOT NULL
),
talk AS (
  SELECT
    message.*,
    -- A text that sorts by time, side and key: 26 characters of time, 0 for what came in, the key.
    concat(date_format(message_at, '%Y-%m-%d %H:%i:%s.%f'), CASE direction WHEN 'inbound' THEN '0' ELSE '1' END, message_key)
      AS place,
    CASE WHEN is_answer OR (direction = 'outbound' AND quoted.quoted_key IS NOT NULL) THEN 1 ELSE 0 END AS engages,
    sum(CASE WHEN message_at <= previous_talk_at + INTERVAL '24' HOUR THEN 0 ELSE 1 END)
      OVER (PARTITION BY person_key, channel, endpoint_id ORDER BY message_at, direction, message_key) AS conversation
  FROM message_credits AS message
  LEFT JOIN quoted ON quoted.quoted_key = message.message_key
  WHERE is_talk AND person_key IS NOT NULL
),
placed AS (
  SELECT
    *,
    CASE WHEN direction = 'outbound' AND accepted_at IS NOT NULL THEN place END AS opening_place
  FROM talk
)
SELECT
  substr(min(place), 28) AS conversation_key,
  person_key,
  channel,
  max(account_id) AS account_id,
  endpoint_id,
  min(message_at) AS started_at,
  max(message_at) AS ended_at,
  CASE substr(min(place), 27, 1) WHEN '0' THEN 'contact' ELSE 'business' END AS started_by,
  substr(min(opening_place), 28) AS opening_message_key,
  count(CASE WHEN direction = 'outbound' THEN 1 END) AS outbound_messages,
  count(CASE WHEN direction = 'inbound' THEN 1 END) AS inbound_messages,
  max(engages) = 1 AS is_engaged,
  min_by(campaign_id, opening_place) AS campaign_id,
  min_by(template_key, opening_place) AS template_key,
  min_by(category, opening_place) AS category,
  min_by(contact_country, opening_place) AS contact_country
FROM placed
GROUP BY
  person_key,
  channel,
  endpoint_id,
  conversation
