-- Grain: one row per month of the account's zone, currency, dimension and member of it (those of stg_report_dimensions).
-- The members of a dimension, `unknown` among them, add up to its `all`, always.
-- `charges` are charge units that are not free. `cost_micros` is NULL where the cost of any of them is not known, and then
-- `known_cost_micros` is the part that is known, and `unknown_charges` how many are missing from it.
-- Engaged are conversations that the business began and the contact answered (fact_conversations); `attributed_replies` are
-- replies that are attributed to a message of a conversation. Both count in the month the conversation began in, and for the
-- campaign, template, category and country of the message that opened it.
CREATE OR REPLACE VIEW metric_cost AS
WITH parts AS (
  SELECT
    charge_month, currency, campaign_id, template_key, category, contact_country, endpoint_id, channel,
    sum(CASE WHEN charge_kind IN ('charged', 'unknown') THEN 1 ELSE 0 END) AS charges,
    sum(CASE WHEN cost_source = 'unknown' THEN 1 ELSE 0 END) AS unknown_charges,
    sum(coalesce(cost_micros, 0)) AS known_cost_micros,
    0 AS engaged_conversations,
    0 AS attributed_replies
  FROM fact_billing_events
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
  UNION ALL
  SELECT
    CAST(date_trunc('month', at_timezone(with_timezone(c.started_at, 'UTC'), coalesce(a.time_zone, s.billing_zone))) AS date),
    coalesce(a.currency, s.billing_currency), c.campaign_id, c.template_key, replace(lower(c.category), '-', '_'), c.contact_country,
    c.endpoint_id, c.channel, 0, 0, 0,
    sum(CASE WHEN c.started_by = 'business' AND c.is_engaged THEN 1 ELSE 0 END),
    sum(c.attributed_replies)
  FROM fact_conversations c
  CROSS JOIN stg_reporting_settings s
  LEFT JOIN stg_account_terms a ON a.account_id = c.account_id
  WHERE (c.attributed_replies > 0 OR c.started_by = 'business' AND c.is_engaged)
    AND CAST(at_timezone(with_timezone(c.started_at, 'UTC'), coalesce(a.time_zone, s.billing_zone)) AS date)
      >= date_trunc('month', s.first_day)
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
),
slices AS (
  SELECT p.*, dimension,
    CASE dimension WHEN 'all' THEN 'all' WHEN 'campaign' THEN campaign_id WHEN 'template' THEN template_key WHEN 'category' THEN category
      WHEN 'country' THEN contact_country WHEN 'number' THEN endpoint_id WHEN 'channel' THEN channel END AS member
  FROM parts p
  CROSS JOIN (SELECT DISTINCT dimension FROM stg_report_dimensions) AS dimensions
),
summed AS (
  SELECT
    charge_month, dimension, coalesce(member, 'unknown') AS member, currency,
    CAST(sum(charges) AS bigint) AS charges, CAST(sum(unknown_charges) AS bigint) AS unknown_charges,
    CAST(CASE WHEN sum(unknown_charges) = 0 THEN sum(known_cost_micros) END AS bigint) AS cost_micros,
    CAST(sum(known_cost_micros) AS bigint) AS known_cost_micros, CAST(sum(engaged_conversations) AS bigint) AS engaged_conversations,
    CAST(sum(attributed_replies) AS bigint) AS attributed_replies
  FROM slices
  GROUP BY 1, 2, 3, 4
)
SELECT
  *,
  cost_micros / nullif(engaged_conversations, 0) AS cost_per_engaged_micros, cost_micros / nullif(attributed_replies, 0) AS cost_per_reply_micros
FROM summed
