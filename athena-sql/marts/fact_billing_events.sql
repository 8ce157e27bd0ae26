-- Grain: one row per charge unit: a delivered message (in a group: per participant), or before July
-- 2025 a conversation.
-- Its price is what the vendor states on the message; else the rate of its day, market, category,
-- currency and tier, of the business's own cards before the examples; else it is unknown, and the
-- cost NULL. What is free costs 0. It begins with the month of the first day that is reported: of
-- earlier ones not all charges are read, so that neither allowance nor tiers could be counted.
-- Money is in millionths of the currency's main unit, so that sums are exact, without taxes.
-- Materialized: table
CREATE OR REPLACE VIEW fact_billing_events AS
WITH charges AS (
  SELECT
    *,
    CASE era WHEN 'conversation' THEN 'CBP' ELSE 'PMP' END AS rate_model,
    CASE unpriced_kind WHEN 'charged' THEN category END AS rate_category
  FROM int_charges
),
priced AS (
  SELECT
    c.*,
    CASE WHEN p.price_micros > 0 OR c.unpriced_kind = 'unknown' AND p.price_micros IS NOT NULL
      THEN 'charged' ELSE c.unpriced_kind END AS charge_kind,
    p.price_micros, p.currency AS price_currency,
    own.rate_micros AS own_rate_micros, example.rate_micros AS example_rate_micros
  FROM charges c
  JOIN stg_reporting_settings s ON c.charge_month >= date_trunc('month', s.first_day)
  LEFT JOIN int_stated_prices p
    ON p.message_key = c.message_key AND p.recipient_key = c.recipient_key
  LEFT JOIN stg_rate_periods own
    ON NOT own.is_example AND own.pricing_model = c.rate_model AND own.market = c.market
    AND own.category = c.rate_category AND own.currency = c.currency
    AND c.charge_day >= own.valid_from AND c.charge_day < coalesce(own.valid_to, DATE '9999-12-31')
    AND c.tier_rank >= own.tier_from AND c.tier_rank <= coalesce(own.tier_to, 1000000000000)
  LEFT JOIN stg_rate_periods example
    ON example.is_example AND example.pricing_model = c.rate_model AND example.market = c.market
    AND example.category = c.rate_category AND example.currency = c.currency AND c.charge_day
      >= example.valid_from AND c.charge_day < coalesce(example.valid_to, DATE '9999-12-31')
    AND c.tier_rank >= example.tier_from AND c.tier_rank <= coalesce(example.tier_to, 1000000000000)
)
SELECT
  charge_key, charge_unit, message_key, recipient_key, conversation_id,
  source, channel, account_id, endpoint_id, contact_key, contact_country, market, category,
  pricing_type, pricing_model, era, charged_at, charge_day, charge_month,
  campaign_id, template_key, charge_kind,
  coalesce(own_rate_micros, example_rate_micros) AS rate_micros,
  CASE
    WHEN price_micros IS NOT NULL THEN price_micros
    WHEN starts_with(charge_kind, 'free_') THEN 0
    ELSE coalesce(own_rate_micros, example_rate_micros)
  END AS cost_micros,
  CASE WHEN price_micros IS NOT NULL THEN price_currency ELSE currency END AS currency,
  CASE
    WHEN price_micros IS NOT NULL THEN 'payload'
    WHEN starts_with(charge_kind, 'free_') THEN 'free'
    WHEN own_rate_micros IS NOT NULL THEN 'rate_card'
    WHEN example_rate_micros IS NOT NULL THEN 'example_rate_card'
    ELSE 'unknown'
  END AS cost_source
FROM priced
