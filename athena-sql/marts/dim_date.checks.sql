-- Description: Days with their weeks, months, quarters and years.
-- fail: a day appears once
SELECT day, count(*) AS copies
FROM dim_date
GROUP BY day
HAVING count(*) > 1;
-- fail: a week begins on Monday, at most six days before
SELECT day, week_start
FROM dim_date
WHERE day_of_week(week_start) <> 1 OR date_diff('day', week_start, day) NOT BETWEEN 0 AND 6;
-- warn: the days last for a year yet
SELECT max(day) AS last_day
FROM dim_date
HAVING max(day) < current_date + INTERVAL '365' DAY;
