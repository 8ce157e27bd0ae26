-- Grain: one row per day (reporting zone) on which outbound messages were sent, and combination of
-- dimensions.
-- The messages' cube: every column of counts adds up over days and over members. A message counts
-- on the day it was sent (int_sent_messages), whenever it was delivered, read or answered.
-- Mature: delivered, and sent at least 24 hours before the newest receipt, so that its reply may
-- have come. Replied: mature, and a reply is attributed to it by context or within 24 hours,
-- counted once for any number of replies.
CREATE OR REPLACE VIEW int_message_counts_daily AS
WITH answered AS (
  SELECT DISTINCT attributed_message_key
  FROM int_message_attributions
  WHERE method IN ('context', 'last_touch_24h')
),
followed AS (
  SELECT
    int_sent_messages.*,
    is_delivered AND accepted_at <= date_add('hour', -24, newest_received_at) AS is_mature,
    attributed_message_key IS NOT NULL AS is_answered
  FROM int_sent_messages
  CROSS JOIN agg_watermark
  LEFT JOIN answered
    ON attributed_message_key = message_key
)
SELECT
  day,
  channel,
  source,
  account_id,
  endpoint_id,
  campaign_id,
  template_key,
  category,
  contact_country,
  count(*) AS sent,
  CAST(sum(CASE WHEN is_delivered THEN 1 ELSE 0 END) AS bigint) AS delivered,
  CAST(sum(CASE WHEN is_read THEN 1 ELSE 0 END) AS bigint) AS "read",
  CAST(sum(CASE WHEN is_played THEN 1 ELSE 0 END) AS bigint) AS played,
  CAST(sum(CASE WHEN is_failed THEN 1 ELSE 0 END) AS bigint) AS failed,
  CAST(sum(CASE WHEN is_mature THEN 1 ELSE 0 END) AS bigint) AS mature_delivered,
  CAST(sum(CASE WHEN is_mature AND is_answered THEN 1 ELSE 0 END) AS bigint) AS replied
FROM followed
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
