-- Description: Hours of the day, with their labels and parts of the day.
-- fail: the day has 24 hours
SELECT count(DISTINCT hour) AS hours
FROM dim_time
HAVING count(DISTINCT hour) <> 24 OR count(*) <> 24;
