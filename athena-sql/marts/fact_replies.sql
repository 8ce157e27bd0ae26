-- Grain: one row per message that a contact sent (message_key): clicks, forms and orders too;
-- reactions, edits, deletions and calls are not included. `response_kind` says which (reply, click,
-- flow_submit, order); `reply_kind` is the vendor's word, as in events (button_reply, list_reply,
-- nfm_reply), NULL for what is not an interactive answer.
-- `method` says how the message that it is attributed to was found (docs/metrics.md, "How replies
-- are attributed"): 'context' quotes it, 'last_touch_24h' and 'last_touch_72h' followed it in that
-- time (the second only after the first is over), 'none' is attributed to no message. Reports by 72
-- hours use both. `credited_at` is when that message counts as sent, NULL where the lake does not
-- know.
-- `latency_seconds` is from its acceptance; NULL where the acceptance was not seen, or would lie
-- behind the reply: two clocks disagree.
CREATE OR REPLACE VIEW fact_replies AS
SELECT
  message_key,
  person_key,
  channel,
  account_id,
  endpoint_id,
  message_at AS received_at,
  response_kind,
  reply_kind,
  attributed_message_key AS credited_message_key,
  method,
  attributed_at AS credited_at,
  CASE WHEN attributed_stated_at <= message_at
    THEN date_diff('second', attributed_stated_at, message_at) END AS latency_seconds
FROM int_message_attributions
WHERE method IS NOT NULL
