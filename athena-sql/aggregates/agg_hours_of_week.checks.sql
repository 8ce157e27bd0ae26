-- Description: When messages are sent and contacts write: hours of the reporting zone.

-- fail: a row is what its grain says, once
SELECT day, hour, source, channel, account_id, endpoint_id, campaign_id, count(*) AS row_count
FROM agg_hours_of_week
GROUP BY 1, 2, 3, 4, 5, 6, 7
HAVING count(*) > 1;

-- fail: hours and days of the week are those of clocks and calendars
SELECT day, day_of_week, hour
FROM agg_hours_of_week
WHERE hour NOT BETWEEN 0 AND 23
  OR day_of_week <> day_of_week(day);

-- fail: the hours of a day have its sent messages
WITH sums AS (
  SELECT day, sum(sent) AS sent
  FROM cube_daily
  GROUP BY day
),
hours AS (
  SELECT day, sum(sent) AS sent
  FROM agg_hours_of_week
  GROUP BY day
)
SELECT hours.*
FROM hours
LEFT JOIN sums ON sums.day = hours.day
WHERE coalesce(sums.sent, 0) <> hours.sent;
