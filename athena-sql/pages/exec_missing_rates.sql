-- Grain: one row per month, category, country and currency of charges in the period for which no
-- rate is known: the ten most frequent, those first. What each needs is a rate of the category for
-- the country's market, in the currency. Units that may not be charged at all (`unknown`,
-- metric_billing) need no rate.
SELECT
  charge_month,
  coalesce(category, 'unknown') AS category,
  coalesce(contact_country, 'unknown') AS contact_country,
  currency,
  CAST(sum(unknown_charges) AS bigint) AS charges
FROM cube_charges_daily
WHERE charge_kind = 'charged'
  AND unknown_charges > 0
  AND charge_day BETWEEN DATE '2026-11-01' /* from */ AND DATE '2026-11-28' /* through */
  AND '' /* number */ IN ('', coalesce(endpoint_id, 'unknown'))
  AND '' /* campaign */ IN ('', coalesce(campaign_id, 'unknown'))
  AND replace(lower('' /* category */), '-', '_') IN ('', coalesce(category, 'unknown'))
  AND '' /* country */ IN ('', coalesce(contact_country, 'unknown'))
  AND '' /* channel */ IN ('', coalesce(channel, 'unknown'))
GROUP BY 1, 2, 3, 4
ORDER BY charges DESC, charge_month, category, contact_country, currency
LIMIT 10
