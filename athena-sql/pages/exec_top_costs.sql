-- Grain: one row per dimension (campaign, template), currency and member with charges in the
-- period: at most 50 of each, those with the highest known cost first (`place`).
-- Sums and costs are those of metric_cost over the days of the period: a cost is NULL where that of
-- any charge is not known. `unknown`, all that has no campaign or no template, is the last row.
WITH summed AS (
  SELECT
    dimension,
    coalesce(CASE dimension WHEN 'campaign' THEN campaign_id ELSE template_key END, 'unknown')
      AS member,
    currency,
    CAST(sum(charges) AS bigint) AS charges,
    CAST(sum(unknown_charges) AS bigint) AS unknown_charges,
    CASE WHEN sum(unknown_charges) = 0 THEN CAST(sum(known_cost_micros) AS bigint) END
      AS cost_micros,
    CAST(sum(known_cost_micros) AS bigint) AS known_cost_micros,
    CAST(sum(engaged_conversations) AS bigint) AS engaged_conversations,
    CAST(sum(attributed_replies) AS bigint) AS attributed_replies
  FROM cube_cost_daily
  CROSS JOIN (VALUES ('campaign'), ('template')) AS dimensions (dimension)
  WHERE charge_day BETWEEN DATE '2026-11-01' /* from */ AND DATE '2026-11-28' /* through */
    AND '' /* number */ IN ('', coalesce(endpoint_id, 'unknown'))
    AND '' /* campaign */ IN ('', coalesce(campaign_id, 'unknown'))
    AND replace(lower('' /* category */), '-', '_') IN ('', coalesce(category, 'unknown'))
    AND '' /* country */ IN ('', coalesce(contact_country, 'unknown'))
    AND '' /* channel */ IN ('', coalesce(channel, 'unknown'))
  GROUP BY 1, 2, 3
),
placed AS (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY dimension, currency ORDER BY known_cost_micros DESC, charges DESC, member
    ) AS place
  FROM summed
  WHERE charges > 0
)
SELECT
  dimension, place, member,
  CASE WHEN dimension = 'template' AND template_name IS NOT NULL
    THEN concat(template_name, ' (', coalesce(template_language, 'unknown'), ')')
    ELSE member END AS label,
  currency, charges, unknown_charges, cost_micros, known_cost_micros,
  engaged_conversations, attributed_replies,
  cost_micros / nullif(engaged_conversations, 0) AS cost_per_engaged_micros,
  cost_micros / nullif(attributed_replies, 0) AS cost_per_reply_micros
FROM placed
LEFT JOIN dim_template ON template_key = member
WHERE place <= 50
ORDER BY dimension, CASE WHEN member = 'unknown' THEN 1 ELSE 0 END, place, currency
