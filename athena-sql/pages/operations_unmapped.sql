-- Grain: one row per source and kind of event, in the vendor's words, that the dictionary does not
-- have yet, received in the period; the 100 most frequent. Slices do not apply: of what is not
-- understood nobody knows the campaign.
-- It reads the files of `unmapped` alone (metric_unmapped_daily), of the whole window.
SELECT
  source, source_event,
  CAST(sum(unmapped) AS bigint) AS unmapped,
  min(received_day) AS first_day,
  max(received_day) AS last_day
FROM metric_unmapped_daily
WHERE received_day BETWEEN DATE '2026-11-01' /* from */ AND DATE '2026-11-28' /* through */
GROUP BY source, source_event
ORDER BY unmapped DESC, source, source_event
LIMIT 100
