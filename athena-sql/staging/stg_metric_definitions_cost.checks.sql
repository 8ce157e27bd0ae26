-- Description: The words of the metrics of the area "cost".

-- fail: a row is what its grain says, once
SELECT id, count(*) AS row_count
FROM stg_metric_definitions_cost
GROUP BY id
HAVING count(*) > 1;
