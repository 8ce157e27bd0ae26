-- Description: The words of the metrics of the area "clicks".

-- fail: a row is what its grain says, once
SELECT id, count(*) AS row_count
FROM stg_metric_definitions_clicks
GROUP BY id
HAVING count(*) > 1;
