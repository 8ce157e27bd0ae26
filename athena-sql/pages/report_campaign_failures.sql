-- Grain: one row per campaign, source and error code of messages that were sent in the period and
-- failed, and did not arrive after all; campaigns with most failures first, at most 1,000 rows.
-- `error_code` is NULL where the vendor gave none. Title, meaning and action are the vendor's words
-- (dim_error), NULL for a code that is not known. Rates are of everything sent in the campaign.
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
counted AS (
  SELECT
    coalesce(campaign_id, 'unknown') AS campaign_id, source, error_code,
    CAST(sum(failed) AS bigint) AS failed, sum(sent) AS sent
  FROM daily
  WHERE day BETWEEN DATE '2026-11-01' /* from */ AND DATE '2026-11-28' /* through */
    AND '' /* number */ IN ('', coalesce(endpoint_id, 'unknown'))
    AND '' /* campaign */ IN ('', coalesce(campaign_id, 'unknown'))
    AND '' /* category */ IN ('', coalesce(category, 'unknown'))
    AND '' /* country */ IN ('', coalesce(contact_country, 'unknown'))
    AND '' /* channel */ IN ('', coalesce(channel, 'unknown'))
  GROUP BY coalesce(campaign_id, 'unknown'), source, error_code
),
beside_all AS (
  SELECT
    *,
    CAST(sum(sent) OVER (PARTITION BY campaign_id) AS bigint) AS sent_of_campaign,
    sum(failed) OVER (PARTITION BY campaign_id) AS failed_of_campaign
  FROM counted
)
SELECT
  campaign_id, beside_all.source, beside_all.error_code, title, meaning, action,
  failed,
  CAST(failed AS double) / nullif(sent_of_campaign, 0) AS failure_rate,
  sent_of_campaign AS failure_rate_of
FROM beside_all
LEFT JOIN dim_error
  ON dim_error.source = beside_all.source AND dim_error.error_code = beside_all.error_code
WHERE failed > 0
ORDER BY failed_of_campaign DESC, campaign_id, failed DESC, beside_all.source, beside_all.error_code
LIMIT 1000
