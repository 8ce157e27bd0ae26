-- Description: The views of metrics, their grain, and what they are sliced by.

-- fail: a row is what its grain says, once
SELECT view_name, count(*) AS row_count
FROM stg_metric_views
GROUP BY view_name
HAVING count(*) > 1;
