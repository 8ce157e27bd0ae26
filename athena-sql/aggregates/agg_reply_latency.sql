-- Grain: one row per period, its first day (reporting zone), dimension and member.
-- Dimensions are those of stg_report_dimensions, and of the message answered. Replies add up over
-- the members of a dimension; percentiles never do.
-- For each reply that is attributed by context or within 24 hours to a message that is known here,
-- the time since that message was accepted, on the day of the reply.
-- Percentiles by nearest rank: the least time that at least 50 (90) of 100 replies did not exceed;
-- exact, never interpolated.
-- Materialized: table
CREATE OR REPLACE VIEW agg_reply_latency AS
WITH timed AS (
  SELECT
    CAST(at_timezone(with_timezone(received_at, 'UTC'), reporting_zone) AS date) AS day,
    latency_seconds, first_day,
    answered.channel, answered.endpoint_id, campaign_id, template_key, category,
    answered.contact_country
  FROM fact_replies
  INNER JOIN fact_messages AS answered
    ON answered.message_key = credited_message_key
  CROSS JOIN stg_reporting_settings
  WHERE method IN ('context', 'last_touch_24h')
    AND latency_seconds IS NOT NULL
),
sliced AS (
  SELECT
    *,
    date_trunc(period, day) AS period_start,
    coalesce(element_at(
      ARRAY['all', campaign_id, template_key, category, contact_country, endpoint_id, channel],
      member_position), 'unknown') AS member
  FROM timed
  CROSS JOIN stg_report_dimensions
  WHERE day >= first_day
),
by_latency AS (
  SELECT period, period_start, dimension, member, latency_seconds, count(*) AS replies
  FROM sliced
  GROUP BY period, period_start, dimension, member, latency_seconds
),
ranked AS (
  SELECT
    *,
    sum(replies) OVER (
      PARTITION BY period, period_start, dimension, member
      ORDER BY latency_seconds
    ) AS no_later,
    sum(replies) OVER (PARTITION BY period, period_start, dimension, member) AS of_all
  FROM by_latency
)
SELECT
  period, period_start, dimension, member,
  CAST(sum(replies) AS bigint) AS replies,
  min(CASE WHEN no_later * 100 >= of_all * 50 THEN latency_seconds END) AS p50_seconds,
  min(CASE WHEN no_later * 100 >= of_all * 90 THEN latency_seconds END) AS p90_seconds
FROM ranked
GROUP BY period, period_start, dimension, member
