-- Grain: one row per message (message_key) with one contact who is known: who, on which number of the business, and when.
-- What went to a group, or came from one, is not here. `message_at` is when it was received or accepted; where it was only recorded or
-- echoed, when that was.
CREATE OR REPLACE VIEW message_persons AS
SELECT
  message_key,
  direction,
  person_key,
  channel,
  account_id,
  endpoint_id,
  message_at
FROM int_message_contacts
WHERE direction IN ('inbound', 'outbound')
  AND person_key IS NOT NULL
  AND message_at IS NOT NULL
  AND NOT is_of_group
