-- Grain: one row per period, its first day (reporting zone), dimension and member.
-- Dimensions are those of stg_report_dimensions. Each rate is followed by what it is divided by,
-- and is NULL where that is 0. The first week may begin before first_day; only its reported days
-- count. `is_complete`: the whole period is reported and ended 7 days before the newest receipt.
CREATE OR REPLACE VIEW metric_messages AS
WITH sliced AS (
  SELECT
    *,
    date_trunc(period, day) AS period_start,
    coalesce(element_at(
      ARRAY['all', campaign_id, template_key, category, contact_country, endpoint_id, channel],
      member_position), 'unknown') AS member
  FROM cube_daily
  CROSS JOIN stg_report_dimensions
  WHERE sent > 0
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
  period_start >= first_day
    AND date_add('day', CASE period WHEN 'day' THEN 8 ELSE 14 END, period_start)
      <= CAST(at_timezone(with_timezone(newest_received_at, 'UTC'), reporting_zone) AS date)
    AS is_complete,
  newest_received_at AS as_of
FROM counted
CROSS JOIN stg_reporting_settings
CROSS JOIN agg_watermark
