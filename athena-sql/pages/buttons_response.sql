-- Grain: one row per part (all, campaign, template) and member: the time from delivery to each
-- person's first click on a message, of the messages that were sent in the period and delivered.
-- At most 50 members of a part, by clicks. `clicks_untimed`: the vendor stated no delivery of the
-- message, only that it was read. A click before its delivery (a clock ahead) counts as 0 seconds.
-- Percentiles by nearest rank: the least time that at least 50 (90) of 100 clicks did not exceed.
WITH first_clicks AS (
  SELECT message_key, coalesce(person_key, contact_key, event_key) AS clicked_by,
    min(clicked_at) AS clicked_at
  FROM fact_clicks
  WHERE message_key IS NOT NULL
  GROUP BY 1, 2
),
timed AS (
  SELECT
    coalesce(message.campaign_id, 'unknown') AS campaign_id,
    coalesce(message.template_key, 'unknown') AS template_key,
    greatest(date_diff('second', delivery_stated_at, clicked_at), 0) AS seconds
  FROM first_clicks
  INNER JOIN int_sent_messages AS message ON message.message_key = first_clicks.message_key
  WHERE is_delivered
    AND day BETWEEN DATE '2026-11-01' /* from */ AND DATE '2026-11-28' /* through */
    AND '' /* number */ IN ('', coalesce(message.endpoint_id, 'unknown'))
    AND '' /* campaign */ IN ('', coalesce(message.campaign_id, 'unknown'))
    AND '' /* category */ IN ('', coalesce(message.category, 'unknown'))
    AND '' /* country */ IN ('', coalesce(message.contact_country, 'unknown'))
    AND '' /* channel */ IN ('', coalesce(message.channel, 'unknown'))
),
by_time AS (
  SELECT
    element_at(ARRAY['campaign', 'template', 'all'], grouping(campaign_id, template_key)) AS part,
    campaign_id, template_key, seconds, count(*) AS clicks
  FROM timed
  GROUP BY GROUPING SETS ((seconds), (campaign_id, seconds), (template_key, seconds))
),
ranked AS (
  SELECT *,
    sum(CASE WHEN seconds IS NOT NULL THEN clicks ELSE 0 END) OVER (
      PARTITION BY part, campaign_id, template_key ORDER BY seconds) AS no_later,
    sum(CASE WHEN seconds IS NOT NULL THEN clicks ELSE 0 END) OVER (
      PARTITION BY part, campaign_id, template_key) AS of_all
  FROM by_time
),
measured AS (
  SELECT
    part, campaign_id, template_key,
    CAST(max(of_all) AS bigint) AS clicks_timed, CAST(sum(clicks) AS bigint) AS first_clicks,
    min(CASE WHEN no_later * 100 >= of_all * 50 THEN seconds END) AS p50_seconds,
    min(CASE WHEN no_later * 100 >= of_all * 90 THEN seconds END) AS p90_seconds,
    row_number() OVER (PARTITION BY part ORDER BY sum(clicks) DESC, campaign_id, template_key)
      AS place
  FROM ranked GROUP BY part, campaign_id, template_key
)
SELECT
  part, place, campaign_id, template_key,
  clicks_timed, first_clicks - clicks_timed AS clicks_untimed, p50_seconds, p90_seconds
FROM measured
WHERE place <= 50
ORDER BY part, place
