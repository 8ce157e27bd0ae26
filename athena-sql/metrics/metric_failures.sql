-- Grain: one row per period, its first day (reporting zone), dimension, member (stg_report_dimensions) and error code.
-- Messages that failed and did not arrive after all, by the vendor's code; `error_code` is NULL where none was told. The rate
-- is of everything sent in the slice, so that the rates of a slice's codes add up to its failure rate (metric_messages).
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
    CASE period WHEN 'day' THEN day ELSE date_trunc('week', day) END AS period_start,
    coalesce(
      CASE dimension
        WHEN 'all' THEN 'all'
        WHEN 'campaign' THEN campaign_id
        WHEN 'template' THEN template_key
        WHEN 'category' THEN category
        WHEN 'country' THEN contact_country
        WHEN 'number' THEN endpoint_id
        WHEN 'channel' THEN channel
      END, 'unknown') AS member
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
    CAST(sum(messages) OVER (PARTITION BY period, period_start, dimension, member) AS bigint) AS sent
  FROM counted
)
SELECT
  period, period_start, dimension, member, error_code,
  messages AS failed,
  CAST(messages AS double) / nullif(sent, 0) AS failure_rate,
  sent AS failure_rate_of
FROM beside_all
WHERE is_failed
