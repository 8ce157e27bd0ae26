-- Grain: one row of all, one per category, and one per day (reporting zone) that has rows: `part`.
-- Counts and rates are those of metric_messages and metric_engagement, over the period and the one
-- before; a change is relative for a count, the difference for a rate. Days have nothing before.
WITH narrowed AS (
  SELECT
    *, coalesce(category, 'unknown') AS member,
    CASE WHEN day >= DATE '2026-11-01' /* from */ THEN 1 ELSE 0 END AS now,
    CASE WHEN day >= DATE '2026-11-01' /* from */ THEN 0 ELSE 1 END AS ago
  FROM cube_daily
  WHERE (day BETWEEN DATE '2026-11-01' /* from */ AND DATE '2026-11-28' /* through */
      OR day BETWEEN DATE '2026-10-04' /* beforeFrom */ AND DATE '2026-10-31' /* beforeThrough */)
    AND '' /* number */ IN ('', coalesce(endpoint_id, 'unknown'))
    AND '' /* campaign */ IN ('', coalesce(campaign_id, 'unknown'))
    AND '' /* category */ IN ('', coalesce(category, 'unknown'))
    AND '' /* country */ IN ('', coalesce(contact_country, 'unknown'))
    AND '' /* channel */ IN ('', coalesce(channel, 'unknown'))
),
counted AS (
  SELECT
    CASE WHEN grouping(day) = 0 THEN 'day' WHEN grouping(member) = 0 THEN 'category' ELSE 'all' END
      AS part, member AS category, day,
    CAST(sum(now * sent) AS bigint) AS sent, CAST(sum(ago * sent) AS bigint) AS sent_before,
    CAST(sum(now * delivered) AS bigint) AS delivered, CAST(sum(now * "read") AS bigint) AS "read",
    CAST(sum(now * failed) AS bigint) AS failed, CAST(sum(now * replied) AS bigint) AS replied,
    CAST(sum(now * mature_delivered) AS bigint) AS mature_delivered,
    CAST(sum(now * outbound_conversations) AS bigint) AS outbound_conversations,
    CAST(sum(now * engaged_conversations) AS bigint) AS engaged_conversations,
    CAST(sum(ago * delivered) AS double) / nullif(sum(ago * sent), 0) AS delivered_rate_before,
    CAST(sum(ago * "read") AS double) / nullif(sum(ago * delivered), 0) AS read_rate_before,
    CAST(sum(ago * failed) AS double) / nullif(sum(ago * sent), 0) AS failure_rate_before,
    CAST(sum(ago * engaged_conversations) AS double) / nullif(sum(ago * outbound_conversations), 0)
      AS engaged_rate_before,
    CAST(sum(ago * replied) AS double) / nullif(sum(ago * mature_delivered), 0) AS reply_rate_before
  FROM narrowed
  GROUP BY GROUPING SETS ((), (member), (day))
  HAVING count(*) > 0 AND (grouping(day) = 1 OR sum(now) > 0)
)
SELECT
  part, category, day, sent, CASE WHEN part <> 'day' THEN sent_before END AS sent_before,
  CAST(sent - sent_before AS double) / nullif(sent_before, 0) AS sent_change,
  delivered, CAST(delivered AS double) / nullif(sent, 0) AS delivered_rate, delivered_rate_before,
  CAST(delivered AS double) / nullif(sent, 0) - delivered_rate_before AS delivered_rate_change,
  "read", CAST("read" AS double) / nullif(delivered, 0) AS read_rate, read_rate_before,
  CAST("read" AS double) / nullif(delivered, 0) - read_rate_before AS read_rate_change,
  failed, CAST(failed AS double) / nullif(sent, 0) AS failure_rate, failure_rate_before,
  CAST(failed AS double) / nullif(sent, 0) - failure_rate_before AS failure_rate_change,
  outbound_conversations, engaged_conversations,
  CAST(engaged_conversations AS double) / nullif(outbound_conversations, 0) AS engaged_rate,
  engaged_rate_before, CAST(engaged_conversations AS double) / nullif(outbound_conversations, 0)
    - engaged_rate_before AS engaged_rate_change,
  mature_delivered, replied,
  CAST(replied AS double) / nullif(mature_delivered, 0) AS reply_rate, reply_rate_before,
  CAST(replied AS double) / nullif(mature_delivered, 0) - reply_rate_before AS reply_rate_change,
  date_add('day', 8, day) <= today AS is_complete, day = today AS is_running
FROM counted
CROSS JOIN (
  SELECT CAST(at_timezone(with_timezone(newest_received_at, 'UTC'), reporting_zone) AS date)
  FROM agg_watermark CROSS JOIN stg_reporting_settings
) AS clock (today)
ORDER BY part, CASE WHEN part = 'category' THEN -sent END, category, day
