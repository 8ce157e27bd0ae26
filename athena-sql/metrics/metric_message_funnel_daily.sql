-- Grain: one row per day (UTC) on which outbound messages were sent; a message counts on the day it was sent.
-- Sent: a status of it was seen, so a message of which only `delivered` or `failed` was seen counts as sent; one that
-- was only recorded by the business, or echoed from its app, does not, for nothing tells what became of it.
-- Rates: delivered and failed over sent; read over delivered, a floor, for contacts may hide that they read.
-- It counts messages (fact_messages), not events, so an event that lies on two days does not count twice.
CREATE OR REPLACE VIEW metric_message_funnel_daily AS
WITH outbound AS (
  SELECT
    CAST(coalesce(sent_at, first_status_at) AS date) AS day,
    CASE WHEN delivered_at IS NOT NULL THEN 1 ELSE 0 END AS is_delivered,
    CASE WHEN read_at IS NOT NULL THEN 1 ELSE 0 END AS is_read,
    -- Delivered beats failed: vendors report both for a message that got through late.
    CASE WHEN failed_at IS NOT NULL AND delivered_at IS NULL THEN 1 ELSE 0 END AS is_failed
  FROM fact_messages
  WHERE direction = 'outbound'
    AND first_status_at IS NOT NULL
),
counted AS (
  SELECT
    day,
    count(*) AS sent,
    sum(is_delivered) AS delivered,
    sum(is_read) AS "read",
    sum(is_failed) AS failed
  FROM outbound
  GROUP BY day
)
SELECT
  day,
  sent,
  delivered,
  CAST(delivered AS double) / sent AS delivered_rate,
  "read",
  CAST("read" AS double) / nullif(delivered, 0) AS read_rate,
  failed,
  CAST(failed AS double) / sent AS failure_rate
FROM counted
