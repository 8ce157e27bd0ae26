-- Grain: one row per message that a contact sent (message_key): taps, forms and orders too; reactions, edits, deletions and
-- calls are none.
-- `method` says how it came by the message that has the credit (message_credits): 'context' quotes it, 'last_touch_24h' and
-- 'last_touch_72h' followed it in that time (the second only after the first is over), 'none' has none. Whoever reports by 72
-- hours takes both. `credited_at` and `latency_seconds` are NULL where the lake does not know when it was accepted.
CREATE OR REPLACE VIEW fact_replies AS
SELECT
  message_key,
  person_key,
  channel,
  account_id,
  endpoint_id,
  message_at AS received_at,
  reply_kind,
  credited_message_key,
  method,
  credited_at,
  date_diff('second', credited_at, message_at) AS latency_seconds
FROM message_credits
WHERE method IS NOT NULL
