-- Grain: one row per day of the account's zone, source, channel, account, number, campaign,
-- template, category, country, currency, pricing type, kind of charge, source of the cost, and
-- whether the message lay in the contact's service window (int_service_windows; NULL for groups and
-- unknown contacts); NULL where no event has one. Counts and sums add up, but not over currencies.
-- `billable`, `free` and `unknown` together are all charge units (fact_billing_events).
-- `known_cost_micros` is the whole cost only where `unknown_charges`, the charges without a known
-- cost, add up to 0.
-- Materialized: table
CREATE OR REPLACE VIEW cube_charges_daily AS
SELECT
  charge_month, charge_day,
  source, channel, account_id, endpoint_id, campaign_id, template_key, category,
  contact_country,
  currency, pricing_type, charge_kind, cost_source, is_in_service_window,
  CAST(sum(CASE WHEN charge_kind = 'charged' THEN 1 ELSE 0 END) AS bigint) AS billable,
  CAST(sum(CASE WHEN starts_with(charge_kind, 'free_') THEN 1 ELSE 0 END) AS bigint) AS free,
  CAST(sum(CASE WHEN charge_kind = 'unknown' THEN 1 ELSE 0 END) AS bigint) AS unknown,
  CAST(sum(coalesce(cost_micros, 0)) AS bigint) AS known_cost_micros,
  CAST(sum(CASE WHEN cost_micros IS NULL THEN 1 ELSE 0 END) AS bigint) AS unknown_charges
FROM fact_billing_events AS charge
LEFT JOIN int_service_windows AS talk ON talk.message_key = charge.message_key
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
