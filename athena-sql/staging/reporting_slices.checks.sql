-- Description: By what metrics are told: periods and dimensions.

-- fail: a row is what its grain says, once
SELECT period, dimension, count(*) AS row_count
FROM reporting_slices
GROUP BY period, dimension
HAVING count(*) > 1;
