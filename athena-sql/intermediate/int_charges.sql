-- Grain: one row per charge unit: a delivered message (in a group: per participant), or before July
-- 2025 a conversation.
-- Winner: a conversation is charged once, as its first delivered message, when that was delivered.
-- What is free, and what counts towards the free 1,000 of a number and month: docs/metrics.md.
CREATE OR REPLACE VIEW int_charges AS
WITH by_era AS (
  SELECT *,
    CASE WHEN charge_day < DATE '2025-07-01' THEN 'conversation'
      WHEN charge_day < DATE '2026-10-01' THEN 'message' ELSE 'service_charged' END AS era,
    CASE WHEN charge_day < DATE '2025-07-01' AND conversation_id IS NOT NULL THEN 'conversation'
      ELSE 'message' END AS charge_unit,
    CAST(date_trunc('month', charge_day) AS date) AS charge_month,
    coalesce(category, '') IN ('service', 'group_service') AS is_service,
    coalesce(category, '') IN ('utility', 'authentication') AS has_tiers
  FROM int_charge_units
),
stated AS (
  SELECT u.*, c.market,
    CASE WHEN charge_unit = 'conversation'
      THEN concat('conversation/', coalesce(account_id, ''), '/', conversation_id)
      WHEN recipient_key <> '' THEN concat(message_key, '/', recipient_key)
      ELSE message_key END AS charge_key,
    CASE
      WHEN pricing_type = 'free_entry_point' OR category = 'referral_conversion'
        THEN 'free_entry_point'
      WHEN pricing_type = 'free_customer_service' THEN 'free_customer_service'
      WHEN is_service AND era <> 'service_charged' AND charge_day >= DATE '2024-11-01'
        THEN 'free_service'
      WHEN starts_with(pricing_type, 'free_') THEN 'free_allowance'
      WHEN pricing_type = 'regular' AND era <> 'conversation' THEN 'charged'
      WHEN charge_unit = 'conversation' AND category_is_priced
        AND coalesce(pricing_type, 'regular') = 'regular' THEN 'charged'
      ELSE 'unknown' END AS stated_kind,
    is_service AND era = 'service_charged' AND pricing_type <> 'free_entry_point'
      AND (pricing_type = 'regular' OR starts_with(pricing_type, 'free_')) AS is_of_allowance
  FROM by_era u
  LEFT JOIN stg_country_markets c ON c.country = u.contact_country
    AND u.charge_day >= c.valid_from AND u.charge_day < coalesce(c.valid_to, DATE '9999-12-31')
),
-- A message is counted with others in one way at most, so one numbering does.
numbered AS (
  SELECT *, row_number() OVER (
    PARTITION BY CASE WHEN charge_unit = 'conversation' THEN charge_key
      WHEN is_of_allowance THEN concat('1000/', coalesce(account_id, ''), '/',
        coalesce(endpoint_id, ''), '/', CAST(charge_month AS varchar))
      WHEN stated_kind = 'charged' AND has_tiers THEN concat('tier/', coalesce(portfolio_id, ''),
        '/', coalesce(market, ''), '/', category, CAST(charge_month AS varchar))
      ELSE charge_key END
    ORDER BY charged_at, message_key, recipient_key) AS place
  FROM stated
)
SELECT *,
  CASE WHEN stated_kind = 'charged' AND is_of_allowance AND place <= 1000 THEN 'free_allowance'
    ELSE stated_kind END AS unpriced_kind,
  CASE WHEN charge_unit = 'message' AND has_tiers THEN place ELSE 1 END AS tier_rank
FROM numbered WHERE charge_unit = 'message' OR place = 1
