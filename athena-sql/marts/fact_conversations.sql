-- Grain: one row per run of messages (conversation_key, the first one's key) of one person with one
-- number of the business on one channel, each at most 24 hours after the one before.
-- The vendor's conversations are not meant.
-- Messages that were delivered count, at the time they were accepted, as do echoes and what the
-- person sent; a group's do not. At the same instant inbound comes first; then the key decides.
-- Engaged: the contact replied, clicked, ordered or submitted a flow in it after a message of the
-- business, by any author. Attributed: a reply is attributed to a message of it
-- (int_message_attributions) by quote at any time, or within 24 hours.
-- Campaign, template, category and country are those of the first message that the business sent
-- and that was accepted (opening_message_key).
-- Materialized: table
CREATE OR REPLACE VIEW fact_conversations AS
WITH quoted AS (
  SELECT *, sum(CASE method WHEN 'context' THEN 1 ELSE 0 END) OVER (
    PARTITION BY CASE method WHEN 'context' THEN attributed_message_key ELSE message_key END
  ) AS quotes
  FROM int_message_attributions
),
talk AS (
  SELECT
    *,
    CASE WHEN is_answer THEN 1 WHEN direction = 'outbound' THEN quotes ELSE 0 END AS replies,
    row_number() OVER in_order AS place,
    lag(message_at) OVER in_order AS previous_at
  FROM quoted
  WHERE is_talk AND person_key IS NOT NULL
  WINDOW in_order AS (
    PARTITION BY person_key, channel, endpoint_id ORDER BY message_at, direction, message_key
  )
),
numbered AS (
  SELECT
    *,
    CASE WHEN direction = 'outbound' THEN place END AS outbound_place,
    CASE WHEN direction = 'inbound' THEN place END AS inbound_place,
    CASE WHEN direction = 'outbound' AND accepted_at IS NOT NULL THEN place END AS opening_place,
    sum(CASE WHEN message_at <= previous_at + INTERVAL '24' HOUR THEN 0 ELSE 1 END)
      OVER (PARTITION BY person_key, channel, endpoint_id ORDER BY place) AS conversation
  FROM talk
)
SELECT
  min_by(message_key, place) AS conversation_key,
  person_key, channel, min_by(source, place) AS source, max(account_id) AS account_id, endpoint_id,
  min(message_at) AS started_at, max(message_at) AS ended_at,
  CASE min_by(direction, place) WHEN 'inbound' THEN 'contact' ELSE 'business' END AS started_by,
  min_by(message_key, opening_place) AS opening_message_key,
  count(outbound_place) AS outbound_messages, count(inbound_place) AS inbound_messages,
  coalesce(max(inbound_place) > min(outbound_place), FALSE) AS is_engaged,
  sum(replies) > 0 AS is_attributed, CAST(sum(replies) AS bigint) AS attributed_replies,
  min_by(campaign_id, opening_place) AS campaign_id,
  min_by(template_key, opening_place) AS template_key,
  min_by(category, opening_place) AS category,
  min_by(contact_country, opening_place) AS contact_country
FROM numbered
GROUP BY person_key, channel, endpoint_id, conversation
