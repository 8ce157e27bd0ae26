-- Grain: one row per source, kind of event in the vendor's words, and path that its payloads did
-- not use to have (drift_paths); the 50 that appeared last. Paths are names, never values.
-- It reads `new_paths` and few columns more of all events: on AWS that is what it costs.
SELECT source, source_event, path, events, first_seen_at, last_seen_at
FROM drift_paths
ORDER BY first_seen_at DESC, source, source_event, path
LIMIT 50
