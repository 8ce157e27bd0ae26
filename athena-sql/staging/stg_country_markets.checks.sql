-- Description: Which market a country's messages are charged as, day by day.
-- fail: a country has one market on a day
SELECT one.country
FROM stg_country_markets one
JOIN stg_country_markets other
  ON other.country = one.country
  AND other.valid_from > one.valid_from
  AND (one.valid_to IS NULL OR other.valid_from < one.valid_to);
-- warn: what was imported does not overlap
SELECT one.country
FROM rate_markets one
JOIN rate_markets other
  ON other.country = one.country
  AND other.valid_from > one.valid_from
  AND (one.valid_to IS NULL OR other.valid_from < one.valid_to);
