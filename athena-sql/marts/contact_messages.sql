-- Grain: one row per message (message_key) with one contact who is known: who, on which number of
-- the business, and when. Join it to fact_messages, or to dim_contact by person_key.
-- One person has one key, for any number or user id that the message has (contact_bridge). What
-- went to a group, or came from one, is not here. `message_at` is when it was received or accepted;
-- where it was only recorded or echoed, the time of that.
CREATE OR REPLACE VIEW contact_messages AS
SELECT
  message_key,
  direction,
  person_key,
  channel,
  account_id,
  endpoint_id,
  message_at
FROM int_message_attributions
WHERE NOT is_of_group
  AND person_key IS NOT NULL
