-- Description: Events in words missing from the dictionary, by day, so that they can be added.

-- fail: a row is what its grain says, once
SELECT received_day, source, source_event, count(*) AS row_count
FROM metric_unmapped_daily
GROUP BY received_day, source, source_event
HAVING count(*) > 1;

-- warn: nothing is unmapped
SELECT *
FROM metric_unmapped_daily;
