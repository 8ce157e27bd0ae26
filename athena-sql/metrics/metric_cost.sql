-- Grain: one row per month of the account's zone, currency, dimension and member.
-- Dimensions are those of stg_report_dimensions. `charges` are charge units that are not free.
-- `cost_micros` is NULL where the cost of any is not known: `known_cost_micros` is the known part.
-- Engaged are conversations that the business began and the contact answered (fact_conversations);
-- `attributed_replies` are attributed to a message of a conversation. Both count in the month in
-- which it began, for the campaign, template, category and country of the message that opened it.
CREATE OR REPLACE VIEW metric_cost AS
WITH conversations AS (
  SELECT
    c.*, first_day, coalesce(a.currency, billing_currency) AS currency,
    CAST(date_trunc('month', at_timezone(with_timezone(started_at, 'UTC'),
      coalesce(a.time_zone, billing_zone))) AS date) AS month
  FROM fact_conversations AS c
  CROSS JOIN stg_reporting_settings
  LEFT JOIN stg_account_terms AS a ON a.account_id = c.account_id
  WHERE attributed_replies > 0 OR started_by = 'business' AND is_engaged
),
parts AS (
  SELECT
    charge_month AS month, currency, campaign_id, template_key, category, contact_country,
    endpoint_id, channel,
    sum(CASE WHEN charge_kind IN ('charged', 'unknown') THEN 1 ELSE 0 END) AS charges,
    sum(CASE WHEN cost_source = 'unknown' THEN 1 ELSE 0 END) AS unknown_charges,
    sum(coalesce(cost_micros, 0)) AS known_cost, 0 AS engaged, 0 AS replies
  FROM fact_billing_events
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
  UNION ALL
  SELECT
    month, currency, campaign_id, template_key, replace(lower(category), '-', '_'),
    contact_country, endpoint_id, channel, 0, 0, 0,
    sum(CASE WHEN started_by = 'business' AND is_engaged THEN 1 ELSE 0 END),
    sum(attributed_replies)
  FROM conversations
  WHERE month >= date_trunc('month', first_day)
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
),
sliced AS (
  SELECT
    *,
    coalesce(element_at(
      ARRAY['all', campaign_id, template_key, category, contact_country, endpoint_id, channel],
      member_position), 'unknown') AS member
  FROM parts
  CROSS JOIN (SELECT * FROM stg_report_dimensions WHERE period = 'day') AS dimensions
),
summed AS (
  SELECT
    month AS charge_month, dimension, member, currency,
    CAST(sum(charges) AS bigint) AS charges,
    CAST(sum(unknown_charges) AS bigint) AS unknown_charges,
    CAST(CASE WHEN sum(unknown_charges) = 0 THEN sum(known_cost) END AS bigint) AS cost_micros,
    CAST(sum(known_cost) AS bigint) AS known_cost_micros,
    CAST(sum(engaged) AS bigint) AS engaged_conversations,
    CAST(sum(replies) AS bigint) AS attributed_replies
  FROM sliced
  GROUP BY 1, 2, 3, 4
)
SELECT *, cost_micros / nullif(engaged_conversations, 0) AS cost_per_engaged_micros,
  cost_micros / nullif(attributed_replies, 0) AS cost_per_reply_micros
FROM summed
