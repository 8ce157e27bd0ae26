-- Grain: one row per dimension (campaign, template) and member with at least 30 mature delivered
-- messages in the period: at most 50 of each, those with the highest reply rate first (`place`).
-- Counts and rates are those of metric_messages over the period; the change is the difference to
-- the rate of the period before, where that has 30 such messages too. `unknown`, what has no
-- campaign or no template, is the last row.
WITH narrowed AS (
  SELECT
    *,
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
    dimension,
    coalesce(CASE dimension WHEN 'campaign' THEN campaign_id ELSE template_key END, 'unknown')
      AS member,
    CAST(sum(now * sent) AS bigint) AS sent,
    CAST(sum(now * delivered) AS bigint) AS delivered,
    CAST(sum(now * mature_delivered) AS bigint) AS mature_delivered,
    CAST(sum(now * replied) AS bigint) AS replied,
    CASE WHEN sum(ago * mature_delivered) >= 30
      THEN CAST(sum(ago * replied) AS double) / sum(ago * mature_delivered) END
      AS reply_rate_before
  FROM narrowed
  CROSS JOIN (VALUES ('campaign'), ('template')) AS dimensions (dimension)
  GROUP BY 1, 2
),
placed AS (
  SELECT
    *,
    CAST(replied AS double) / mature_delivered AS reply_rate,
    row_number() OVER (
      PARTITION BY dimension
      ORDER BY CAST(replied AS double) / mature_delivered DESC, mature_delivered DESC, member
    ) AS place
  FROM counted
  WHERE mature_delivered >= 30
)
SELECT
  dimension, place, member,
  CASE WHEN dimension = 'template' AND template_name IS NOT NULL
    THEN concat(template_name, ' (', coalesce(template_language, 'unknown'), ')')
    ELSE member END AS label,
  sent, delivered, mature_delivered, replied,
  reply_rate, reply_rate_before, reply_rate - reply_rate_before AS reply_rate_change
FROM placed
LEFT JOIN dim_template ON template_key = member
WHERE place <= 50
ORDER BY dimension, CASE WHEN member = 'unknown' THEN 1 ELSE 0 END, place
