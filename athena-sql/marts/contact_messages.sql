-- Grain: one row per message (message_key) with one contact who is known: who, on which number of
-- the business, and when. Join it to fact_messages, or to dim_contact by person_key.
-- One person has one key, for any number or user id that the message has (contact_bridge). What
-- went to a group, or came from one, is not here. `message_at` is when it was received or accepted;
-- where it was only recorded or echoed, the time of that.
CREATE OR REPLACE VIEW contact_messages AS
WITH known AS (
  SELECT
    message.*,
    coalesce(holder.person_key, message.known_by_key) AS person_key
  FROM int_messages AS message
  LEFT JOIN int_alias_persons AS holder
    ON holder.alias_key = message.known_by_key
    AND message.message_at >= holder.held_from
    AND message.message_at < holder.held_until
  WHERE NOT message.is_of_group
)
SELECT
  message_key,
  direction,
  person_key,
  channel,
  account_id,
  endpoint_id,
  message_at
FROM known
WHERE direction IN ('inbound', 'outbound')
  AND person_key IS NOT NULL
  AND message_at IS NOT NULL
