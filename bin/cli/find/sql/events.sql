-- All events that name it, of all days. It reads the rows as they landed and as they were
-- compacted, with each event once, because `events` ranks the copies of every event of the lake
-- before it looks for a key. Keys: of messages or aliases.
WITH named AS (
  SELECT
    event_key,
    event_type,
    event_at
  FROM event_rows
  WHERE message_key IN ('' /* keys */)
    OR reply_to_key IN ('' /* keys */)
    OR target_message_key IN ('' /* keys */)
    OR phone_key IN ('' /* keys */)
    OR bsuid_key IN ('' /* keys */)
    OR parent_bsuid_key IN ('' /* keys */)
    OR previous_phone_key IN ('' /* keys */)
    OR previous_bsuid_key IN ('' /* keys */)
    OR previous_parent_bsuid_key IN ('' /* keys */)
  UNION ALL
  SELECT
    event_key,
    event_type,
    event_at
  FROM compacted_rows
  WHERE message_key IN ('' /* keys */)
    OR reply_to_key IN ('' /* keys */)
    OR target_message_key IN ('' /* keys */)
    OR phone_key IN ('' /* keys */)
    OR bsuid_key IN ('' /* keys */)
    OR parent_bsuid_key IN ('' /* keys */)
    OR previous_phone_key IN ('' /* keys */)
    OR previous_bsuid_key IN ('' /* keys */)
    OR previous_parent_bsuid_key IN ('' /* keys */)
)
SELECT
  event_type,
  count(DISTINCT event_key) AS events,
  min(event_at) AS first_at,
  max(event_at) AS last_at
FROM named
GROUP BY event_type
ORDER BY
  last_at DESC,
  event_type
