-- Reactions, edits and deletions that name the message. Keys: of messages.
SELECT
  event_at,
  event_type,
  direction,
  reaction
FROM int_reporting_events
WHERE target_message_key IN ('' /* keys */)
ORDER BY
  event_at,
  event_key
