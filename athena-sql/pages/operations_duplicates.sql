-- Grain: one row per source, kind of item and place where copies were found (duplicates_audit), the
-- 100 most frequent. None of them changes a number: each event counts once.
-- It reads the keys of every row that landed, in all time: on AWS that is what it costs.
SELECT source, kind, place, duplicates, first_seen_at, last_seen_at
FROM duplicates_audit
ORDER BY duplicates DESC, source, kind, place
LIMIT 100
