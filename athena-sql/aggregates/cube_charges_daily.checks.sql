-- Description: Charges by day, kind, price and all dimensions at once.

-- fail: a row is what its grain says, once
SELECT
  charge_month, charge_day, source, channel, account_id, endpoint_id, campaign_id, template_key,
  category, contact_country, currency, pricing_type, charge_kind, cost_source,
  is_in_service_window, count(*) AS row_count
FROM cube_charges_daily
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
HAVING count(*) > 1;

-- fail: each charge unit is in it, once
SELECT in_cube, charges
FROM (
  SELECT coalesce(sum(billable + free + unknown), 0) AS in_cube FROM cube_charges_daily
) AS counted
CROSS JOIN (SELECT count(*) AS charges FROM fact_billing_events) AS units
WHERE in_cube <> charges;

-- fail: it adds up to the metric, by day and currency
WITH sums AS (
  SELECT charge_day, currency, sum(billable) AS billable, sum(known_cost_micros) AS known_cost
  FROM cube_charges_daily
  GROUP BY charge_day, currency
),
metric AS (
  SELECT charge_day, currency, sum(billable) AS billable, sum(known_cost_micros) AS known_cost
  FROM metric_billing
  GROUP BY charge_day, currency
)
SELECT sums.*
FROM sums
LEFT JOIN metric ON metric.charge_day = sums.charge_day AND metric.currency = sums.currency
WHERE coalesce(metric.billable, 0) <> sums.billable
  OR coalesce(metric.known_cost, 0) <> sums.known_cost;
