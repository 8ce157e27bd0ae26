-- Description: Charges, their cost and what came of them, by month and all dimensions at once.

-- fail: a row is what its grain says, once
SELECT
  charge_month, currency, channel, account_id, endpoint_id, campaign_id, template_key, category,
  contact_country, count(*) AS row_count
FROM agg_cost_monthly
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
HAVING count(*) > 1;

-- fail: it has the charges and the costs of the days
WITH days AS (
  SELECT charge_month, currency, sum(billable + unknown) AS charges, sum(known_cost_micros) AS known
  FROM cube_charges_daily
  GROUP BY charge_month, currency
),
months AS (
  SELECT charge_month, currency, sum(charges) AS charges, sum(known_cost_micros) AS known
  FROM agg_cost_monthly
  GROUP BY charge_month, currency
)
SELECT months.*
FROM months
LEFT JOIN days ON days.charge_month = months.charge_month AND days.currency = months.currency
WHERE coalesce(days.charges, 0) <> months.charges
  OR coalesce(days.known, 0) <> months.known;
