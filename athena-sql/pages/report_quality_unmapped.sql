-- Grain: one row per source and kind of event that the dictionary does not know, in the vendor's
-- words, received on days of the period; at most 1,000, the most frequent first.
SELECT
  source, source_event,
  CAST(sum(unmapped) AS bigint) AS unmapped,
  min(first_received_at) AS first_received_at,
  max(received_day) AS last_received_day
FROM metric_unmapped_daily
WHERE received_day BETWEEN DATE '2026-11-01' /* from */ AND DATE '2026-11-28' /* through */
GROUP BY source, source_event
ORDER BY unmapped DESC, source, source_event
LIMIT 1000
