-- All events of all days that name it in any place, whatever is reported of them. Keys: of messages or aliases.
SELECT
  event_type,
  count(DISTINCT event_key) AS events,
  min(event_at) AS first_at,
  max(event_at) AS last_at
FROM events
WHERE message_key IN ('' /* keys */)
  OR reply_to_key IN ('' /* keys */)
  OR target_message_key IN ('' /* keys */)
  OR phone_key IN ('' /* keys */)
  OR bsuid_key IN ('' /* keys */)
  OR parent_bsuid_key IN ('' /* keys */)
  OR previous_phone_key IN ('' /* keys */)
  OR previous_bsuid_key IN ('' /* keys */)
  OR previous_parent_bsuid_key IN ('' /* keys */)
GROUP BY event_type
ORDER BY
  last_at DESC,
  event_type
