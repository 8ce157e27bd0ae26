-- Grain: one row per day of the account's zone, currency, channel, account, number, campaign,
-- template, category and country; NULL where no event has one. Every count and sum adds up, but
-- never over currencies.
-- `charges` are charge units that are not free. Conversations and replies are those of
-- fact_conversations, on the day on which the conversation began: `engaged_conversations` that
-- the business began and the contact answered, `attributed_replies` to a message of any.
-- Materialized: table
CREATE OR REPLACE VIEW cube_cost_daily AS
WITH conversations AS (
  SELECT
    c.*, first_day, coalesce(a.currency, billing_currency) AS currency,
    CAST(at_timezone(with_timezone(started_at, 'UTC'), coalesce(a.time_zone, billing_zone)) AS date)
      AS day
  FROM fact_conversations AS c
  CROSS JOIN stg_reporting_settings
  LEFT JOIN stg_account_terms AS a ON a.account_id = c.account_id
  WHERE attributed_replies > 0 OR started_by = 'business' AND is_engaged
),
parts AS (
  SELECT
    charge_month, charge_day, currency, channel, account_id, endpoint_id, campaign_id,
    template_key, category, contact_country,
    CASE WHEN charge_kind IN ('charged', 'unknown') THEN 1 ELSE 0 END AS charges,
    CASE WHEN cost_source = 'unknown' THEN 1 ELSE 0 END AS unknown_charges,
    coalesce(cost_micros, 0) AS known_cost, 0 AS engaged, 0 AS replies
  FROM fact_billing_events
  UNION ALL
  SELECT
    CAST(date_trunc('month', day) AS date), day, currency, channel, account_id, endpoint_id,
    campaign_id, template_key, replace(lower(category), '-', '_'), contact_country,
    0, 0, 0, CASE WHEN started_by = 'business' AND is_engaged THEN 1 ELSE 0 END, attributed_replies
  FROM conversations
  WHERE date_trunc('month', day) >= date_trunc('month', first_day)
)
SELECT
  charge_month, charge_day, currency, channel, account_id, endpoint_id, campaign_id, template_key,
  category, contact_country,
  CAST(sum(charges) AS bigint) AS charges,
  CAST(sum(unknown_charges) AS bigint) AS unknown_charges,
  CAST(sum(known_cost) AS bigint) AS known_cost_micros,
  CAST(sum(engaged) AS bigint) AS engaged_conversations,
  CAST(sum(replies) AS bigint) AS attributed_replies
FROM parts
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
