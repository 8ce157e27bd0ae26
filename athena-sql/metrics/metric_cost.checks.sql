-- Description: What each campaign, template and category cost by month and currency, and what each engaged conversation of
-- it cost.
-- fail: the members of a dimension add up to its whole
SELECT parts.charge_month, parts.currency, parts.dimension
FROM (
  SELECT charge_month, currency, dimension, sum(charges) AS charges, sum(unknown_charges) AS unknown_charges,
    coalesce(sum(cost_micros), 0) AS cost_micros, sum(engaged_conversations) AS engaged_conversations
  FROM metric_cost
  WHERE dimension <> 'all'
  GROUP BY charge_month, currency, dimension
) AS parts
JOIN metric_cost AS whole
  ON whole.dimension = 'all' AND whole.charge_month = parts.charge_month AND whole.currency = parts.currency
WHERE parts.charges <> whole.charges
  OR parts.unknown_charges <> whole.unknown_charges
  OR parts.cost_micros <> coalesce(whole.cost_micros, 0)
  OR parts.engaged_conversations <> whole.engaged_conversations;
-- fail: unknown charges are some of the charges
SELECT charge_month, dimension, member FROM metric_cost WHERE unknown_charges > charges;
-- warn: every charge has a known cost
SELECT charge_month, currency, unknown_charges FROM metric_cost WHERE dimension = 'all' AND unknown_charges > 0;
