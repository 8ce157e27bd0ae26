-- What was stated of the message, in order; in a group for each recipient. Keys: of messages.
SELECT
  status_at,
  status,
  nullif(recipient_key, '') AS recipient_key,
  error_code
FROM fact_message_status
WHERE message_key IN ('' /* keys */)
ORDER BY
  status_at,
  status_rank,
  recipient_key
