-- Grain: one row per period, its first day (reporting zone), dimension, member and error code.
-- Dimensions are those of stg_report_dimensions. Messages that failed and did not arrive after all,
-- by the vendor's code; `error_code` is NULL where the vendor gave none. The rate is of everything
-- sent in the slice, so that the rates of a slice's codes add up to its failure rate
-- (metric_messages).
CREATE OR REPLACE VIEW metric_failures AS
WITH daily AS (
  SELECT
    day, channel, endpoint_id, campaign_id, template_key, category, contact_country,
    is_failed,
    CASE WHEN is_failed THEN error_code END AS error_code,
    count(*) AS messages
  FROM int_sent_messages
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
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
    period, period_start, dimension, member, is_failed, error_code,
    CAST(sum(messages) AS bigint) AS messages
  FROM sliced
  GROUP BY period, period_start, dimension, member, is_failed, error_code
),
beside_all AS (
  SELECT
    *,
    CAST(
      sum(messages) OVER (PARTITION BY period, period_start, dimension, member) AS bigint) AS sent
  FROM counted
)
SELECT
  period, period_start, dimension, member, error_code,
  messages AS failed,
  CAST(messages AS double) / nullif(sent, 0) AS failure_rate,
  sent AS failure_rate_of
FROM beside_all
WHERE is_failed
