-- Description: What Meta charges, or would have charged but for a rule: each delivered message, or
-- each conversation until June 2025, with its rate, its cost and where the cost was taken from.
-- fail: a charge appears once
SELECT charge_key FROM fact_billing_events GROUP BY charge_key HAVING count(*) > 1;
-- fail: the cost is NULL exactly where its source is unknown
SELECT charge_key FROM fact_billing_events WHERE (cost_micros IS NULL) <> (cost_source = 'unknown');
-- fail: what is free by a rule costs nothing, unless the vendor states a price
SELECT charge_key
FROM fact_billing_events
WHERE starts_with(charge_kind, 'free_') AND cost_micros <> 0;
-- fail: conversations are charged until 30 June 2025 only
SELECT charge_key
FROM fact_billing_events
WHERE charge_unit = 'conversation' AND charge_day >= DATE '2025-07-01';
-- fail: a number has at most 1,000 free service messages a month by allowance of its own
SELECT account_id, endpoint_id, charge_month
FROM fact_billing_events
WHERE charge_kind = 'free_allowance' AND pricing_type = 'regular'
GROUP BY account_id, endpoint_id, charge_month
HAVING count(*) > 1000;
-- warn: the country of a charge has a market of that day
SELECT contact_country, min(charge_day) AS first_day, count(*) AS charges
FROM fact_billing_events
WHERE charge_kind = 'charged' AND market IS NULL
GROUP BY contact_country;
-- warn: what is charged has a rate
SELECT market, category, currency, min(charge_day) AS first_day, count(*) AS charges
FROM fact_billing_events
WHERE charge_kind = 'charged' AND cost_source = 'unknown'
GROUP BY market, category, currency;
-- warn: Meta states of each charge whether it is regular or free
SELECT pricing_type, category, min(charge_day) AS first_day, count(*) AS charges
FROM fact_billing_events
WHERE charge_kind = 'unknown'
GROUP BY pricing_type, category;
-- warn: beside costs from rate cards of your own, none is computed from an example rate
SELECT market, category, currency, count(*) AS charges
FROM fact_billing_events
WHERE cost_source = 'example_rate_card'
  AND EXISTS (SELECT 1 FROM fact_billing_events WHERE cost_source = 'rate_card')
GROUP BY market, category, currency;
