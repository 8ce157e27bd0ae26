-- Grain: one row per country and time in which its messages are charged as one market's: from
-- valid_from, before valid_to.
-- Winner: a later row ends the one before it, so that no day has two markets; of two of one day,
-- the greatest name.
CREATE OR REPLACE VIEW stg_country_markets AS
WITH begun AS (
  SELECT
    country,
    CAST(valid_from AS date) AS valid_from,
    max(market) AS market,
    max(CAST(valid_to AS date)) AS stated_to
  FROM rate_markets
  GROUP BY
    country,
    valid_from
),
followed AS (
  SELECT
    *,
    lead(valid_from) OVER (PARTITION BY country ORDER BY valid_from) AS next_from
  FROM begun
)
SELECT
  country,
  market,
  valid_from,
  coalesce(least(next_from, stated_to), next_from, stated_to) AS valid_to
FROM followed
