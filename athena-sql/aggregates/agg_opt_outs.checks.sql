-- Description: Different persons who opted out, beside those reached, by the slices of the metrics.

-- fail: a row is what its grain says, once
SELECT period, period_start, dimension, member, count(*) AS row_count
FROM agg_opt_outs
GROUP BY period, period_start, dimension, member
HAVING count(*) > 1;
