-- What was stated of the message, in order; in a group for each recipient. Codes are Meta's, in words. Keys: of messages.
SELECT
  status.status_at,
  status.status,
  nullif(status.recipient_key, '') AS recipient_key,
  status.error_code,
  error.title AS error,
  error.action AS what_to_do
FROM fact_message_status AS status
LEFT JOIN dim_error AS error
  ON error.source = 'meta' AND error.error_code = status.error_code
WHERE status.message_key IN ('' /* keys */)
ORDER BY
  status.status_at,
  status.status_rank,
  recipient_key
