-- Description: What came in by the hour, and how much of it the dictionary did not understand.

-- fail: a row is what its grain says, once
SELECT received_hour, source, count(*) AS row_count
FROM metric_intake_hourly
GROUP BY received_hour, source
HAVING count(*) > 1;

-- fail: no more is unmapped than came in
SELECT *
FROM metric_intake_hourly
WHERE unmapped > events;

-- warn: fewer than 5 of 100 events of a day of 100 and more are unmapped
SELECT CAST(received_hour AS date) AS day, source, sum(events) AS events, sum(unmapped) AS unmapped
FROM metric_intake_hourly
GROUP BY CAST(received_hour AS date), source
HAVING sum(events) >= 100
  AND sum(unmapped) * 20 >= sum(events);
