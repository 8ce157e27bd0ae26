-- Grain: one row per part (all, channel, number), channel and number (endpoint_id): the messages
-- sent in the period, and the conversations that began in it. Definitions and denominators are
-- those of metric_messages and metric_engagement; `_before` and changes look at the period before
-- of as many days.
-- `contact_conversations` were begun by contacts. Engaged ones are of `outbound_conversations`,
-- which the business began at least 24 hours before the newest receipt.
WITH narrowed AS (
  SELECT
    *,
    CASE WHEN day >= DATE '2026-11-01' /* from */ THEN 1 ELSE 0 END AS now,
    CASE WHEN day >= DATE '2026-11-01' /* from */ THEN 0 ELSE 1 END AS ago
  FROM cube_daily
  WHERE day BETWEEN DATE '2026-10-04' /* beforeFrom */ AND DATE '2026-11-28' /* through */
    AND '' /* number */ IN ('', coalesce(endpoint_id, 'unknown'))
    AND '' /* campaign */ IN ('', coalesce(campaign_id, 'unknown'))
    AND '' /* category */ IN ('', coalesce(category, 'unknown'))
    AND '' /* country */ IN ('', coalesce(contact_country, 'unknown'))
    AND '' /* channel */ IN ('', coalesce(channel, 'unknown'))
),
counted AS (
  SELECT
    element_at(ARRAY['number', 'channel', 'channel', 'all'], grouping(channel, endpoint_id) + 1)
      AS part,
    channel, endpoint_id,
    CAST(sum(now * sent) AS bigint) AS sent, CAST(sum(ago * sent) AS bigint) AS sent_before,
    CAST(sum(now * delivered) AS bigint) AS delivered,
    sum(ago * delivered) AS delivered_before,
    CAST(sum(now * "read") AS bigint) AS "read",
    CAST(sum(now * failed) AS bigint) AS failed, sum(ago * failed) AS failed_before,
    CAST(sum(now * mature_delivered) AS bigint) AS mature_delivered,
    CAST(sum(now * replied) AS bigint) AS replied,
    CAST(sum(now * contact_conversations) AS bigint) AS contact_conversations,
    CAST(sum(now * outbound_conversations) AS bigint) AS outbound_conversations,
    CAST(sum(now * engaged_conversations) AS bigint) AS engaged_conversations
  FROM (SELECT now, ago, coalesce(channel, 'unknown') AS channel,
    coalesce(endpoint_id, 'unknown') AS endpoint_id, sent, delivered, "read", failed,
    mature_delivered, replied, contact_conversations, outbound_conversations,
    engaged_conversations FROM narrowed) AS named
  GROUP BY GROUPING SETS ((), (channel), (channel, endpoint_id))
)
SELECT
  part, channel, endpoint_id, sent, sent_before,
  CAST(sent AS double) / nullif(sent_before, 0) - 1e0 AS sent_change,
  delivered, CAST(delivered AS double) / nullif(sent, 0) AS delivered_rate,
  CAST(delivered AS double) / nullif(sent, 0)
    - CAST(delivered_before AS double) / nullif(sent_before, 0) AS delivered_rate_change,
  "read", CAST("read" AS double) / nullif(delivered, 0) AS read_rate,
  failed, CAST(failed AS double) / nullif(sent, 0) AS failure_rate,
  CAST(failed AS double) / nullif(sent, 0)
    - CAST(failed_before AS double) / nullif(sent_before, 0) AS failure_rate_change,
  mature_delivered, replied, CAST(replied AS double) / nullif(mature_delivered, 0) AS reply_rate,
  contact_conversations, outbound_conversations, engaged_conversations,
  CAST(engaged_conversations AS double) / nullif(outbound_conversations, 0) AS engaged_rate
FROM counted
WHERE sent IS NOT NULL
ORDER BY CASE part WHEN 'all' THEN 1 WHEN 'channel' THEN 2 ELSE 3 END, sent DESC, channel,
  endpoint_id
