-- Description: What each campaign, template, category, country, number and channel cost by month
-- and currency, and what each engaged conversation and each attributed reply of it cost.
-- fail: the members of a dimension add up to its whole
SELECT parts.charge_month, parts.currency, parts.dimension
FROM (
  SELECT
    charge_month, currency, dimension,
    sum(charges) AS charges,
    sum(unknown_charges) AS unknown_charges,
    sum(known_cost_micros) AS known_cost_micros,
    sum(engaged_conversations) AS engaged_conversations,
    sum(attributed_replies) AS attributed_replies
  FROM metric_cost
  WHERE dimension <> 'all'
  GROUP BY charge_month, currency, dimension
) AS parts
JOIN metric_cost AS whole
  ON whole.dimension = 'all'
  AND whole.charge_month = parts.charge_month
  AND whole.currency = parts.currency
WHERE parts.charges <> whole.charges
  OR parts.unknown_charges <> whole.unknown_charges
  OR parts.known_cost_micros <> whole.known_cost_micros
  OR parts.engaged_conversations <> whole.engaged_conversations
  OR parts.attributed_replies <> whole.attributed_replies;
-- fail: unknown charges are some of the charges
SELECT charge_month, dimension, member FROM metric_cost WHERE unknown_charges > charges;
-- fail: a cost with an unknown part is unknown, and any other is the known part
SELECT charge_month, dimension, member, cost_micros, known_cost_micros, unknown_charges
FROM metric_cost
WHERE (cost_micros IS NULL) <> (unknown_charges > 0)
  OR cost_micros <> known_cost_micros;
-- warn: every charge has a known cost
SELECT charge_month, currency, unknown_charges
FROM metric_cost
WHERE dimension = 'all' AND unknown_charges > 0;
