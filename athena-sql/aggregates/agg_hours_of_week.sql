-- Grain: one row per day and hour by the clocks of the reporting zone, source, channel, account,
-- number and campaign; NULL where no event has one. `day_of_week` is 1 (Monday) to 7. Every count
-- adds up, over any of them: hours of the week are a sum over days.
-- Messages of the business (int_sent_messages) count in the hour they were sent, whenever they were
-- delivered or read; what contacts wrote counts in the hour it was received, and replies for the
-- campaign of the message that they are attributed to by context or within 24 hours.
-- Materialized: table
CREATE OR REPLACE VIEW agg_hours_of_week AS
WITH moments AS (
  SELECT
    accepted_at AS moment_at, source, channel, account_id, endpoint_id, campaign_id,
    1 AS sent,
    CASE WHEN is_delivered THEN 1 ELSE 0 END AS delivered,
    CASE WHEN is_read THEN 1 ELSE 0 END AS is_read,
    0 AS received, 0 AS replies
  FROM int_sent_messages
  UNION ALL
  SELECT
    message_at, source, channel, account_id, endpoint_id,
    CASE WHEN method IN ('context', 'last_touch_24h') THEN attributed_campaign_id END,
    0, 0, 0,
    1, CASE WHEN method IN ('context', 'last_touch_24h') THEN 1 ELSE 0 END
  FROM int_message_attributions
  WHERE method IS NOT NULL
),
clocked AS (
  SELECT
    *,
    CAST(at_timezone(with_timezone(moment_at, 'UTC'), reporting_zone) AS timestamp) AS moment_local
  FROM moments
  CROSS JOIN stg_reporting_settings
)
SELECT
  CAST(moment_local AS date) AS day,
  CAST(day_of_week(moment_local) AS integer) AS day_of_week,
  CAST(hour(moment_local) AS integer) AS hour,
  source, channel, account_id, endpoint_id, campaign_id,
  CAST(sum(sent) AS bigint) AS sent,
  CAST(sum(delivered) AS bigint) AS delivered,
  CAST(sum(is_read) AS bigint) AS "read",
  CAST(sum(received) AS bigint) AS inbound,
  CAST(sum(replies) AS bigint) AS replies
FROM clocked
WHERE CAST(moment_local AS date) >= first_day
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
