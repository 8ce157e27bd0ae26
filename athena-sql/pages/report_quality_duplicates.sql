-- Grain: one row per source, kind of item and place where copies were found (duplicates_audit), of
-- all time, if the last is of the period or later; at most 1,000. They are in no number: retries
-- and replays bring them.
SELECT
  source, coalesce(kind, 'unknown') AS kind, place,
  CAST(duplicates AS bigint) AS duplicates, first_seen_at, last_seen_at
FROM duplicates_audit
WHERE last_seen_at >= DATE '2026-11-01' /* from */
ORDER BY duplicates DESC, source, kind, place
LIMIT 1000
