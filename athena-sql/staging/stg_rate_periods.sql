-- Grain: one row per rate and the days and tier it holds for: from valid_from, before valid_to; from the tier_from-th message
-- of the month, to the tier_to-th. A charge finds one row of its own cards and one of the examples at most.
-- Winner: a later period ends the one before it, a higher tier the one below it; of two rates for one thing, the greater.
CREATE OR REPLACE VIEW stg_rate_periods AS
WITH rates AS (
  SELECT
    pricing_model, market, category, currency,
    coalesce(is_example, false) AS is_example,
    CAST(valid_from AS date) AS valid_from,
    CAST(valid_to AS date) AS valid_to,
    coalesce(tier_from, 1) AS tier_from,
    tier_to,
    rate_micros
  FROM rate_cards
),
periods AS (
  SELECT
    pricing_model, market, category, currency, is_example, valid_from,
    CASE WHEN count(valid_to) = count(*) THEN max(valid_to) END AS stated_to,
    lead(valid_from) OVER (PARTITION BY pricing_model, market, category, currency, is_example ORDER BY valid_from) AS next_from
  FROM rates
  GROUP BY pricing_model, market, category, currency, is_example, valid_from
),
tiers AS (
  SELECT
    pricing_model, market, category, currency, is_example, valid_from, tier_from,
    CASE WHEN count(tier_to) = count(*) THEN max(tier_to) END AS stated_last,
    max(rate_micros) AS rate_micros,
    lead(tier_from) OVER (PARTITION BY pricing_model, market, category, currency, is_example, valid_from ORDER BY tier_from) - 1
      AS last_before_next
  FROM rates
  GROUP BY pricing_model, market, category, currency, is_example, valid_from, tier_from
)
SELECT
  t.pricing_model, t.market, t.category, t.currency, t.is_example,
  t.tier_from,
  CASE WHEN t.last_before_next < coalesce(t.stated_last, t.last_before_next) THEN t.last_before_next
    ELSE coalesce(t.stated_last, t.last_before_next) END AS tier_to,
  t.rate_micros,
  t.valid_from,
  CASE WHEN p.next_from < coalesce(p.stated_to, p.next_from) THEN p.next_from ELSE coalesce(p.stated_to, p.next_from) END AS valid_to
FROM tiers t
JOIN periods p
  ON p.pricing_model = t.pricing_model AND p.market = t.market AND p.category = t.category AND p.currency = t.currency
  AND p.is_example = t.is_example AND p.valid_from = t.valid_from
