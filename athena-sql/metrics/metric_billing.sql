-- Grain: one row per day of the account's zone, currency, cost source, and the dimensions. Those
-- are account, number, channel, campaign, template, category and country. `billable` counts charged
-- units, `free` and `unknown` the others: together all charge units (cube_charges_daily).
-- `cost_micros` is NULL where the source is `unknown`: a charge without a known rate never counts
-- as zero. A sum of it over sources leaves these out: it is the whole only where the sum of
-- `unknown_charges`, the charges without a known cost, is 0.
CREATE OR REPLACE VIEW metric_billing AS
SELECT
  charge_month,
  charge_day,
  coalesce(channel, 'unknown') AS channel,
  coalesce(account_id, 'unknown') AS account_id,
  coalesce(endpoint_id, 'unknown') AS endpoint_id,
  coalesce(campaign_id, 'unknown') AS campaign_id,
  coalesce(template_key, 'unknown') AS template_key,
  coalesce(contact_country, 'unknown') AS contact_country,
  coalesce(category, 'unknown') AS category,
  currency,
  cost_source,
  CAST(sum(billable) AS bigint) AS billable,
  CAST(sum(free) AS bigint) AS free,
  CAST(sum(unknown) AS bigint) AS unknown,
  CAST(CASE WHEN sum(unknown_charges) = 0 THEN sum(known_cost_micros) END AS bigint) AS cost_micros,
  CAST(sum(known_cost_micros) AS bigint) AS known_cost_micros,
  CAST(sum(unknown_charges) AS bigint) AS unknown_charges,
  max(newest_received_at) AS as_of
FROM cube_charges_daily
CROSS JOIN agg_watermark
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
