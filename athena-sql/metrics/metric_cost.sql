-- Grain: one row per month of the account's zone, currency, dimension (all, campaign, template, category) and member of it.
-- The members of a dimension, `unknown` among them, add up to its `all`, always.
-- `charges` are charge units that are not free; `unknown_charges` those of them whose cost is not known, beside which
-- `cost_micros` is a floor (NULL where none is known). Engaged are conversations that the business began and a reply, tap or
-- form was credited to; they count in the month they began in, and for the campaign, template and category that began them.
CREATE OR REPLACE VIEW metric_cost AS
WITH parts AS (
  SELECT
    charge_month, currency, campaign_id, template_key, category,
    count(*) AS units,
    sum(CASE WHEN charge_kind IN ('charged', 'unknown') THEN 1 ELSE 0 END) AS charges,
    sum(CASE WHEN cost_source = 'unknown' THEN 1 ELSE 0 END) AS unknown_charges,
    sum(cost_micros) AS cost_micros,
    0 AS engaged_conversations
  FROM fact_billing_events
  GROUP BY 1, 2, 3, 4, 5
  UNION ALL
  SELECT
    CAST(date_trunc('month', at_timezone(with_timezone(c.started_at, 'UTC'), coalesce(a.time_zone, s.billing_zone))) AS date),
    coalesce(a.currency, s.billing_currency), c.campaign_id, c.template_key, replace(lower(c.category), '-', '_'),
    0, 0, 0, NULL,
    count(*)
  FROM fact_conversations c
  CROSS JOIN reporting_settings s
  LEFT JOIN account_terms a ON a.account_id = c.account_id
  WHERE c.started_by = 'business'
    AND c.is_engaged
    AND CAST(at_timezone(with_timezone(c.started_at, 'UTC'), coalesce(a.time_zone, s.billing_zone)) AS date)
      >= date_trunc('month', s.first_day)
  GROUP BY 1, 2, 3, 4, 5
),
slices AS (
  SELECT p.*, dimension,
    CASE dimension WHEN 'all' THEN 'all' WHEN 'campaign' THEN campaign_id WHEN 'template' THEN template_key ELSE category END AS member
  FROM parts p
  CROSS JOIN (VALUES ('all'), ('campaign'), ('template'), ('category')) AS dimensions (dimension)
),
summed AS (
  SELECT
    charge_month, dimension, coalesce(member, 'unknown') AS member, currency,
    CAST(sum(charges) AS bigint) AS charges,
    CAST(sum(unknown_charges) AS bigint) AS unknown_charges,
    CAST(CASE WHEN sum(units) = 0 THEN 0 ELSE sum(cost_micros) END AS bigint) AS cost_micros,
    CAST(sum(engaged_conversations) AS bigint) AS engaged_conversations
  FROM slices
  GROUP BY 1, 2, 3, 4
)
SELECT
  *,
  cost_micros / nullif(engaged_conversations, 0) AS cost_per_engaged_micros
FROM summed
