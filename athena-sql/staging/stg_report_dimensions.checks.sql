-- Description: The periods and dimensions by which metrics are reported.

-- fail: a row is what its grain says, once
SELECT period, dimension, count(*) AS row_count
FROM stg_report_dimensions
GROUP BY period, dimension
HAVING count(*) > 1;
