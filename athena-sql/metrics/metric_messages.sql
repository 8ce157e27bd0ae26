-- Grain: one row per period, its first day (reporting zone), dimension and member (stg_report_dimensions).
-- Each rate is followed by what it is divided by, and is NULL where that is 0. The first week may begin before first_day; only
-- its reported days count. `is_complete`: the whole period is reported and ended 7 days before the newest receipt.
-- `whole` names its rows twice, once for nothing: so DuckDB plans them once, not anew for each grouping (duckdb/duckdb#25373).
CREATE OR REPLACE VIEW metric_messages AS
WITH daily AS (
  SELECT * FROM int_message_counts_daily
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
  FROM (SELECT * FROM daily UNION ALL SELECT * FROM daily WHERE FALSE) AS whole
  CROSS JOIN stg_report_dimensions
),
counted AS (
  SELECT
    period, period_start, dimension, member,
    CAST(sum(sent) AS bigint) AS sent,
    CAST(sum(delivered) AS bigint) AS delivered,
    CAST(sum("read") AS bigint) AS "read",
    CAST(sum(played) AS bigint) AS played,
    CAST(sum(failed) AS bigint) AS failed,
    CAST(sum(mature_delivered) AS bigint) AS mature_delivered,
    CAST(sum(replied) AS bigint) AS replied
  FROM sliced
  GROUP BY period, period_start, dimension, member
)
SELECT
  period, period_start, dimension, member,
  sent,
  delivered,
  CAST(delivered AS double) / nullif(sent, 0) AS delivered_rate,
  sent AS delivered_rate_of,
  "read",
  CAST("read" AS double) / nullif(delivered, 0) AS read_rate,
  delivered AS read_rate_of,
  played,
  CAST(played AS double) / nullif(delivered, 0) AS played_rate,
  delivered AS played_rate_of,
  failed,
  CAST(failed AS double) / nullif(sent, 0) AS failure_rate,
  sent AS failure_rate_of,
  replied,
  CAST(replied AS double) / nullif(mature_delivered, 0) AS reply_rate,
  mature_delivered AS reply_rate_of,
  period_start >= first_day AND date_add('day', CASE period WHEN 'day' THEN 8 ELSE 14 END, period_start)
    <= CAST(at_timezone(with_timezone(newest_received_at, 'UTC'), reporting_zone) AS date) AS is_complete
FROM counted
CROSS JOIN stg_reporting_settings CROSS JOIN int_reporting_watermark
