-- Grain: one row per campaign (`unknown` where a message names none): what became of its messages,
-- on the days they were sent, or recorded where no status came. At most 1,000, by sent messages.
-- `recorded`: the business recorded them by `sends`. `attempted`: recorded, or with any status. A
-- message that was never accepted has no status, so `attempted` is NULL where nothing was recorded.
-- `unconfirmed`: recorded, and no status of it was seen. The rest is as in metric_messages: replied
-- is of `mature_delivered`, which were sent at least 24 hours before the newest receipt.
WITH sends AS (
  SELECT message_key, min(event_at) AS recorded_at
  FROM int_window_events
  WHERE family = 'messaging' AND event_type = 'message_recorded'
  GROUP BY message_key
),
counts AS (
  SELECT
    CAST(at_timezone(with_timezone(coalesce(accepted_at, recorded_at), 'UTC'), reporting_zone)
      AS date) AS day,
    campaign_id, endpoint_id, category, contact_country, channel,
    1 AS recorded, CASE WHEN accepted_at IS NULL THEN 1 ELSE 0 END AS unconfirmed,
    0 AS sent, 0 AS delivered, 0 AS "read", 0 AS failed, 0 AS mature_delivered, 0 AS replied
  FROM sends
  INNER JOIN fact_messages AS message ON message.message_key = sends.message_key
  CROSS JOIN stg_reporting_settings
  UNION ALL
  SELECT
    day, campaign_id, endpoint_id, category, contact_country, channel,
    0, 0, sent, delivered, "read", failed, mature_delivered, replied
  FROM cube_daily
),
counted AS (
  SELECT
    coalesce(campaign_id, 'unknown') AS campaign_id,
    CAST(sum(recorded) AS bigint) AS recorded,
    CAST(sum(unconfirmed) AS bigint) AS unconfirmed,
    CAST(sum(sent) AS bigint) AS sent, CAST(sum(delivered) AS bigint) AS delivered,
    CAST(sum("read") AS bigint) AS "read", CAST(sum(failed) AS bigint) AS failed,
    CAST(sum(mature_delivered) AS bigint) AS mature_delivered,
    CAST(sum(replied) AS bigint) AS replied
  FROM counts
  WHERE day BETWEEN DATE '2026-11-01' /* from */ AND DATE '2026-11-28' /* through */
    AND '' /* number */ IN ('', coalesce(endpoint_id, 'unknown'))
    AND '' /* campaign */ IN ('', coalesce(campaign_id, 'unknown'))
    AND '' /* category */ IN ('', coalesce(category, 'unknown'))
    AND '' /* country */ IN ('', coalesce(contact_country, 'unknown'))
    AND '' /* channel */ IN ('', coalesce(channel, 'unknown'))
  GROUP BY coalesce(campaign_id, 'unknown')
)
SELECT
  campaign_id, CASE WHEN recorded > 0 THEN sent + unconfirmed END AS attempted,
  recorded, unconfirmed,
  sent, delivered, CAST(delivered AS double) / nullif(sent, 0) AS delivered_rate,
  "read", CAST("read" AS double) / nullif(delivered, 0) AS read_rate,
  mature_delivered, replied, CAST(replied AS double) / nullif(mature_delivered, 0) AS reply_rate,
  failed, CAST(failed AS double) / nullif(sent, 0) AS failure_rate
FROM counted WHERE sent + unconfirmed > 0
ORDER BY sent DESC, campaign_id LIMIT 1000
