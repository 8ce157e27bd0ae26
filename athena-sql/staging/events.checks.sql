-- Description: Every event of the lake, each once but for a second row until the nightly compaction
-- folds it in.
-- fail: an event knows its kind, when it happened and when it came
SELECT event_key, dt, family
FROM events
WHERE event_type IS NULL OR event_at IS NULL OR received_at IS NULL;
-- warn: an event lies on at most two days
SELECT event_key, count(*) AS copies
FROM events
GROUP BY event_key
HAVING count(*) > 2;
-- warn: an event of a contact says who it is
SELECT event_key, event_type, source_event
FROM events
WHERE family = 'messaging' AND direction = 'inbound' AND contact_key IS NULL;
