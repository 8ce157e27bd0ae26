-- Grain: one row per source and error code of messages of the period that failed and did not arrive
-- after all, the 100 most frequent; the vendor's meaning beside it, NULL where it is not known.
-- The rate is of everything that was sent in the slice, as in metric_failures.
WITH failures AS (
  SELECT
    source, error_code,
    sum(CASE WHEN day >= DATE '2026-11-01' /* from */ THEN failed ELSE 0 END) AS failed,
    sum(CASE WHEN day <= DATE '2026-10-31' /* beforeThrough */ THEN failed ELSE 0 END)
      AS failed_before,
    max(day) AS last_day
  FROM cube_failures_daily
  WHERE day BETWEEN DATE '2026-10-04' /* beforeFrom */ AND DATE '2026-11-28' /* through */
    AND '' /* number */ IN ('', coalesce(endpoint_id, 'unknown'))
    AND '' /* campaign */ IN ('', coalesce(campaign_id, 'unknown'))
    AND '' /* category */ IN ('', coalesce(category, 'unknown'))
    AND '' /* country */ IN ('', coalesce(contact_country, 'unknown'))
    AND '' /* channel */ IN ('', coalesce(channel, 'unknown'))
  GROUP BY source, error_code
),
everything AS (
  SELECT sum(sent) AS sent
  FROM cube_daily
  WHERE day BETWEEN DATE '2026-11-01' /* from */ AND DATE '2026-11-28' /* through */
    AND '' /* number */ IN ('', coalesce(endpoint_id, 'unknown'))
    AND '' /* campaign */ IN ('', coalesce(campaign_id, 'unknown'))
    AND '' /* category */ IN ('', coalesce(category, 'unknown'))
    AND '' /* country */ IN ('', coalesce(contact_country, 'unknown'))
    AND '' /* channel */ IN ('', coalesce(channel, 'unknown'))
)
SELECT
  failures.source, failures.error_code, title, meaning, action, concerns,
  CAST(failed AS bigint) AS failed,
  CAST(failed_before AS bigint) AS failed_before,
  CAST(failed AS double) / nullif(failed_before, 0) - 1 AS failed_change,
  CAST(failed AS double) / nullif(sent, 0) AS failure_rate,
  CAST(sent AS bigint) AS failure_rate_of,
  last_day AS last_failed_day
FROM failures
CROSS JOIN everything
LEFT JOIN dim_error
  ON dim_error.source = failures.source AND dim_error.error_code = failures.error_code
WHERE failed > 0
ORDER BY failed DESC, failed_before DESC, failures.source, failures.error_code
LIMIT 100
