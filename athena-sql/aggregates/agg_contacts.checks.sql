-- Description: Different persons who were reached and who replied, by the slices of the metrics.

-- fail: a row is what its grain says, once
SELECT period, period_start, dimension, member, count(*) AS row_count
FROM agg_contacts
GROUP BY period, period_start, dimension, member
HAVING count(*) > 1;
