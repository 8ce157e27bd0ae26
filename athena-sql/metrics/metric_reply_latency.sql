-- Grain: one row per period, its first day (reporting zone), dimension and member.
-- Dimensions are those of stg_report_dimensions, and of the message answered. How long contacts
-- took to reply, and how many replies that is of (agg_reply_latency). Percentiles do not add up.
CREATE OR REPLACE VIEW metric_reply_latency AS
SELECT
  period,
  period_start,
  dimension,
  member,
  replies,
  p50_seconds,
  p90_seconds,
  newest_received_at AS as_of
FROM agg_reply_latency
CROSS JOIN agg_watermark
