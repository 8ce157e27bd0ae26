-- Grain: one row per source and run of days (UTC) without an event between its first day in the
-- period and the last day, that of the newest event at the latest; at most 1,000. A day without
-- traffic and a day that was lost look the same here: somebody must know which.
WITH days AS (
  SELECT source, CAST(dt AS date) AS day
  FROM events
  WHERE dt BETWEEN '2026-11-01' /* from */ AND '2026-11-28' /* through */
    AND family <> 'lake'
  GROUP BY source, CAST(dt AS date)
),
beside_next AS (
  SELECT
    source, day,
    lead(day) OVER (PARTITION BY source ORDER BY day) AS next_day,
    max(day) OVER () AS last_day
  FROM days
),
gaps AS (
  SELECT
    source,
    date_add('day', 1, day) AS first_day,
    coalesce(date_add('day', -1, next_day), last_day) AS last_day
  FROM beside_next
)
SELECT
  source, first_day, last_day,
  date_diff('day', first_day, last_day) + 1 AS days
FROM gaps
WHERE first_day <= last_day
ORDER BY days DESC, source, first_day
LIMIT 1000
