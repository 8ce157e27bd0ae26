-- What contacts answered, as attributed to the message. Keys: of messages.
SELECT
  received_at,
  response_kind,
  method,
  latency_seconds,
  message_key
FROM fact_replies
WHERE credited_message_key IN ('' /* keys */)
ORDER BY
  received_at,
  message_key
