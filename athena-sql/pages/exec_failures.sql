-- Grain: one row per source and error code of messages that failed in the period and did not arrive
-- after all: the ten most frequent, those first. `error_code` is NULL where the vendor gave none;
-- the words are dim_error's, NULL where it has none. Rates are of everything sent in the same
-- slice, as in metric_failures; `failed_before` and the change look at the period before.
WITH daily AS (
  SELECT
    day, channel, endpoint_id, campaign_id, category, contact_country, source, error_code,
    failed, 0 AS sent
  FROM cube_failures_daily
  UNION ALL
  SELECT
    day, channel, endpoint_id, campaign_id, category, contact_country, NULL, NULL, 0, sent
  FROM cube_daily
),
narrowed AS (
  SELECT
    *,
    CASE WHEN day >= DATE '2026-11-01' /* from */ THEN 1 ELSE 0 END AS now,
    CASE WHEN day >= DATE '2026-11-01' /* from */ THEN 0 ELSE 1 END AS ago
  FROM daily
  WHERE (day BETWEEN DATE '2026-11-01' /* from */ AND DATE '2026-11-28' /* through */
      OR day BETWEEN DATE '2026-10-04' /* beforeFrom */ AND DATE '2026-10-31' /* beforeThrough */)
    AND '' /* number */ IN ('', coalesce(endpoint_id, 'unknown'))
    AND '' /* campaign */ IN ('', coalesce(campaign_id, 'unknown'))
    AND '' /* category */ IN ('', coalesce(category, 'unknown'))
    AND '' /* country */ IN ('', coalesce(contact_country, 'unknown'))
    AND '' /* channel */ IN ('', coalesce(channel, 'unknown'))
),
counted AS (
  SELECT
    source, error_code,
    CAST(sum(now * failed) AS bigint) AS failed,
    CAST(sum(ago * failed) AS bigint) AS failed_before,
    sum(now * sent) AS sent,
    sum(ago * sent) AS sent_before
  FROM narrowed
  GROUP BY source, error_code
),
rated AS (
  SELECT
    *,
    CAST(sum(sent) OVER () AS bigint) AS of_all,
    CAST(failed AS double) / nullif(sum(sent) OVER (), 0) AS rate,
    CAST(failed_before AS double) / nullif(sum(sent_before) OVER (), 0) AS rate_before
  FROM counted
)
SELECT
  rated.source, rated.error_code, title, meaning, action,
  failed, failed_before,
  rate AS failure_rate,
  of_all AS failure_rate_of,
  rate - rate_before AS failure_rate_change
FROM rated
LEFT JOIN dim_error ON dim_error.source = rated.source AND dim_error.error_code = rated.error_code
WHERE failed > 0
ORDER BY failed DESC, rated.source, rated.error_code
LIMIT 10
