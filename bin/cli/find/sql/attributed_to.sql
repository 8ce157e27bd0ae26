-- Which message an inbound one is attributed to. Keys: of messages.
SELECT
  credited_message_key,
  method,
  credited_at,
  latency_seconds
FROM fact_replies
WHERE message_key IN ('' /* keys */)
ORDER BY message_key
