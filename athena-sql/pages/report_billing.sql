-- Grain: one row per month (account's zone), account, currency, category and country of the charges
-- of the period; at most 5,000. Definitions as in metric_billing: a cost is NULL where a charge
-- without a known rate is in it, and `known_cost_micros` is then the part that is known.
-- `outside_window_billable`: charged for messages outside the contact's 24-hour service window.
SELECT
  charge_month,
  coalesce(account_id, 'unknown') AS account_id,
  currency,
  coalesce(category, 'unknown') AS category,
  coalesce(contact_country, 'unknown') AS contact_country,
  CAST(sum(billable) AS bigint) AS billable,
  CAST(sum(free) AS bigint) AS free,
  CAST(sum(unknown) AS bigint) AS unknown,
  CAST(CASE WHEN sum(unknown_charges) = 0 THEN sum(known_cost_micros) END AS bigint) AS cost_micros,
  CAST(sum(known_cost_micros) AS bigint) AS known_cost_micros,
  CAST(sum(unknown_charges) AS bigint) AS unknown_charges,
  CAST(sum(CASE WHEN NOT is_in_service_window THEN billable ELSE 0 END) AS bigint)
    AS outside_window_billable,
  CAST(sum(CASE WHEN NOT is_in_service_window THEN known_cost_micros ELSE 0 END) AS bigint)
    AS outside_window_known_cost_micros
FROM cube_charges_daily
WHERE charge_day BETWEEN DATE '2026-11-01' /* from */ AND DATE '2026-11-28' /* through */
  AND '' /* number */ IN ('', coalesce(endpoint_id, 'unknown'))
  AND '' /* campaign */ IN ('', coalesce(campaign_id, 'unknown'))
  AND replace(lower('' /* category */), '-', '_') IN ('', coalesce(category, 'unknown'))
  AND '' /* country */ IN ('', coalesce(contact_country, 'unknown'))
  AND '' /* channel */ IN ('', coalesce(channel, 'unknown'))
GROUP BY
  charge_month,
  coalesce(account_id, 'unknown'),
  currency,
  coalesce(category, 'unknown'),
  coalesce(contact_country, 'unknown')
ORDER BY charge_month, account_id, currency, known_cost_micros DESC, category, contact_country
LIMIT 5000
