-- Description: How many charges there were, free ones and unknown ones beside them, and what they
-- cost, by day of the account, category and every other dimension.
-- fail: it counts every charge of its fact once
SELECT counted.units AS counted_units, facts.units AS charge_units
FROM (SELECT coalesce(sum(billable + free + unknown), 0) AS units FROM metric_billing) AS counted
CROSS JOIN (SELECT count(*) AS units FROM fact_billing_events) AS facts
WHERE counted.units <> facts.units;
-- fail: an unknown cost is never a number
SELECT charge_day FROM metric_billing WHERE cost_source = 'unknown' AND cost_micros IS NOT NULL;
-- fail: a cost with an unknown part is unknown, and any other is the known part
SELECT charge_day, cost_source, cost_micros, known_cost_micros, unknown_charges
FROM metric_billing
WHERE (cost_micros IS NULL) <> (unknown_charges > 0)
  OR cost_micros <> known_cost_micros;
