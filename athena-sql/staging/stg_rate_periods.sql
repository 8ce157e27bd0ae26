-- Grain: one row per rate and the days and tier it holds for: from valid_from, before valid_to;
-- from the tier_from-th message of the month, to the tier_to-th. A charge finds one row of its own
-- cards and one of the examples at most.
-- Winner: a later period ends the one before it, a higher tier the one below it; of two rates for
-- one thing, the greater.
CREATE OR REPLACE VIEW stg_rate_periods AS
WITH tiers AS (
  SELECT
    pricing_model, market, category, currency,
    coalesce(is_example, false) AS is_example,
    CAST(valid_from AS date) AS valid_from,
    coalesce(tier_from, 1) AS tier_from,
    CASE WHEN count(tier_to) = count(*) THEN max(tier_to) END AS stated_last,
    max(rate_micros) AS rate_micros,
    sum(CASE WHEN valid_to IS NULL THEN 1 ELSE 0 END) AS open_ends,
    max(CAST(valid_to AS date)) AS last_valid_to
  FROM rate_cards
  GROUP BY 1, 2, 3, 4, 5, 6, 7
),
carded AS (
  SELECT
    *,
    -- No part of it is NULL: Trino does not compare such rows.
    ROW(coalesce(pricing_model, ''), coalesce(market, ''), coalesce(category, ''),
      coalesce(currency, ''), is_example) AS card
  FROM tiers
),
followed AS (
  SELECT
    *,
    lead(tier_from) OVER (PARTITION BY card, valid_from ORDER BY tier_from) - 1 AS last_before_next,
    nullif(lead(valid_from) OVER (PARTITION BY card ORDER BY valid_from, tier_from), valid_from)
      AS next_card_from
  FROM carded
),
ended AS (
  SELECT
    *,
    CASE WHEN sum(open_ends) OVER in_period = 0 THEN max(last_valid_to) OVER in_period END
      AS stated_to,
    max(next_card_from) OVER in_period AS next_from
  FROM followed
  WINDOW in_period AS (PARTITION BY card, valid_from)
)
SELECT
  pricing_model, market, category, currency, is_example,
  tier_from,
  coalesce(least(last_before_next, stated_last), last_before_next, stated_last) AS tier_to,
  rate_micros,
  valid_from,
  coalesce(least(next_from, stated_to), next_from, stated_to) AS valid_to
FROM ended
