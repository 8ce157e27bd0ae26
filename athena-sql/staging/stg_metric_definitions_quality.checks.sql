-- Description: The words of the metrics of the area "quality".

-- fail: a row is what its grain says, once
SELECT id, count(*) AS row_count
FROM stg_metric_definitions_quality
GROUP BY id
HAVING count(*) > 1;
