-- Description: Charges, their cost and what came of them, by day and all dimensions at once.

-- fail: a row is what its grain says, once
SELECT
  charge_month, charge_day, currency, channel, account_id, endpoint_id, campaign_id, template_key,
  category, contact_country, count(*) AS row_count
FROM cube_cost_daily
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
HAVING count(*) > 1;

-- fail: it has the charges and the costs of the days
WITH days AS (
  SELECT charge_day, currency, sum(billable + unknown) AS charges, sum(known_cost_micros) AS known
  FROM cube_charges_daily
  GROUP BY charge_day, currency
),
costs AS (
  SELECT charge_day, currency, sum(charges) AS charges, sum(known_cost_micros) AS known
  FROM cube_cost_daily
  GROUP BY charge_day, currency
)
SELECT costs.*
FROM costs
LEFT JOIN days ON days.charge_day = costs.charge_day AND days.currency = costs.currency
WHERE coalesce(days.charges, 0) <> costs.charges
  OR coalesce(days.known, 0) <> costs.known;
