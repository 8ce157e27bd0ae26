-- What these messages are, the newest first. Keys: of messages.
SELECT
  coalesce(received_from_contact_at, accepted_at, first_event_at) AS message_at,
  direction,
  state,
  message_type,
  campaign_id,
  template_name,
  category,
  error_code,
  message_key
FROM fact_messages
WHERE message_key IN ('' /* keys */)
ORDER BY
  message_at DESC,
  message_key
