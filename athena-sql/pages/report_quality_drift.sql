-- Grain: one row per source, kind of event in the vendor's words, and path that its payloads did
-- not use to have, seen since the first day of the period; at most 1,000, the newest first.
SELECT source, source_event, path, events, first_seen_at, last_seen_at
FROM drift_paths
WHERE last_seen_at >= DATE '2026-11-01' /* from */
ORDER BY first_seen_at DESC, source, source_event, path
LIMIT 1000
