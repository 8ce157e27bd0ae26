-- Grain: one row per period, its first day (reporting zone), dimension, member and error code.
-- Dimensions are those of stg_report_dimensions. Messages that failed and did not arrive after all,
-- by the vendor's code; `error_code` is NULL where the vendor gave none. The rate is of everything
-- sent in the slice, so that the rates of a slice's codes add up to its failure rate
-- (metric_messages).
CREATE OR REPLACE VIEW metric_failures AS
WITH daily AS (
  SELECT
    day, channel, endpoint_id, campaign_id, template_key, category, contact_country,
    error_code, failed, 0 AS sent
  FROM cube_failures_daily
  UNION ALL
  SELECT
    day, channel, endpoint_id, campaign_id, template_key, category, contact_country,
    NULL, 0, sent
  FROM cube_daily
),
sliced AS (
  SELECT
    *,
    date_trunc(period, day) AS period_start,
    coalesce(element_at(
      ARRAY['all', campaign_id, template_key, category, contact_country, endpoint_id, channel],
      member_position), 'unknown') AS member
  FROM daily
  CROSS JOIN stg_report_dimensions
),
counted AS (
  SELECT
    period, period_start, dimension, member, error_code,
    CAST(sum(failed) AS bigint) AS failed,
    sum(sent) AS sent
  FROM sliced
  GROUP BY period, period_start, dimension, member, error_code
),
beside_all AS (
  SELECT
    *,
    CAST(sum(sent) OVER (PARTITION BY period, period_start, dimension, member) AS bigint)
      AS sent_of_all
  FROM counted
)
SELECT
  period, period_start, dimension, member, error_code,
  failed,
  CAST(failed AS double) / nullif(sent_of_all, 0) AS failure_rate,
  sent_of_all AS failure_rate_of,
  newest_received_at AS as_of
FROM beside_all
CROSS JOIN agg_watermark
WHERE failed > 0
