-- Grain: one row per day (reporting zone) on which outbound messages were sent.
-- A message counts on the day it was sent. What counts as sent, delivered and failed:
-- int_sent_messages. It is the days of metric_messages in one small view.
-- Rates: delivered and failed over sent; read over delivered, a lower bound, because contacts may
-- turn off read receipts.
CREATE OR REPLACE VIEW metric_message_funnel_daily AS
WITH counted AS (
  SELECT
    day,
    CAST(sum(sent) AS bigint) AS sent,
    CAST(sum(delivered) AS bigint) AS delivered,
    CAST(sum("read") AS bigint) AS "read",
    CAST(sum(failed) AS bigint) AS failed
  FROM cube_daily
  WHERE sent > 0
  GROUP BY day
)
SELECT
  day,
  sent,
  delivered,
  CAST(delivered AS double) / nullif(sent, 0) AS delivered_rate,
  sent AS delivered_rate_of,
  "read",
  CAST("read" AS double) / nullif(delivered, 0) AS read_rate,
  delivered AS read_rate_of,
  failed,
  CAST(failed AS double) / nullif(sent, 0) AS failure_rate,
  sent AS failure_rate_of,
  newest_received_at AS as_of
FROM counted
CROSS JOIN agg_watermark
