-- Description: Events in words that the dictionary lacks, by day, so that it can be taught them.

-- fail: a row is what its grain says, once
SELECT received_day, source, source_event, count(*) AS row_count
FROM metric_unmapped_daily
GROUP BY received_day, source, source_event
HAVING count(*) > 1;

-- warn: nothing is unmapped
SELECT *
FROM metric_unmapped_daily;
