-- Description: The settings of the reports: the first day that they show, their time zone, and zone
-- and currency of accounts that nobody named.
-- fail: there is one row of settings
SELECT count(*) AS settings
FROM stg_reporting_settings
HAVING count(*) <> 1;
-- fail: the zone is one that the engine knows, and the first day is before what has come in
SELECT first_day, reporting_zone
FROM stg_reporting_settings
CROSS JOIN agg_watermark
WHERE first_day
  > CAST(at_timezone(with_timezone(newest_received_at, 'UTC'), reporting_zone) AS date);
