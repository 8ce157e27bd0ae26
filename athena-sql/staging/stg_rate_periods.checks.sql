-- Description: What a charge costs by model, market, category and currency, for days and tiers that
-- do not overlap.
-- fail: a charge finds one rate of a kind
SELECT one.market, one.category, one.currency
FROM stg_rate_periods one
JOIN stg_rate_periods other
  ON other.pricing_model = one.pricing_model
  AND other.market = one.market
  AND other.category = one.category
  AND other.currency = one.currency AND other.is_example = one.is_example
  AND (
    other.valid_from > one.valid_from
    OR other.valid_from = one.valid_from AND other.tier_from > one.tier_from
  )
  AND (one.valid_to IS NULL OR other.valid_from < one.valid_to)
  AND (one.tier_to IS NULL OR other.tier_from <= one.tier_to)
  AND (other.tier_to IS NULL OR one.tier_from <= other.tier_to);
-- fail: a rate is not negative
SELECT market, category FROM stg_rate_periods WHERE rate_micros < 0;
-- warn: every market of a rate has a country
SELECT DISTINCT market
FROM stg_rate_periods
WHERE market NOT IN (SELECT market FROM stg_country_markets);
