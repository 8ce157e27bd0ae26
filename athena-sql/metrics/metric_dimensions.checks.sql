-- Description: Which slices each view of metrics offers, and by which column or condition.

-- fail: a row is what its grain says, once
SELECT view_name, dimension, count(*) AS row_count
FROM metric_dimensions
GROUP BY view_name, dimension
HAVING count(*) > 1;

-- fail: what is offered says how, and what is not says nothing
SELECT view_name, dimension
FROM metric_dimensions
WHERE is_offered = (sliced_by IS NULL);

-- fail: the dimensions are those of the reports
SELECT dimension
FROM metric_dimensions
WHERE dimension NOT IN (SELECT dimension FROM stg_report_dimensions);
