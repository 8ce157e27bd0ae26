-- Description: What each metric means, in the words of the registry.

-- fail: a metric is defined once
SELECT id, count(*) AS row_count
FROM metric_definitions
GROUP BY id
HAVING count(*) > 1;

-- fail: what is divided says by what
SELECT id
FROM metric_definitions
WHERE unit = 'ratio'
  AND denominator IS NULL;
