-- Grain: one row: until when there are numbers, when they were made, and since which day.
-- `today` is the day of `as_of` by the clocks of `reporting_zone`: the last day of a period that
-- ends now, and the one that is still running. All but the zone are NULL while the lake is empty.
SELECT
  refreshed_until_at AS as_of,
  CAST(at_timezone(with_timezone(refreshed_until_at, 'UTC'), reporting_zone) AS date) AS today,
  refreshed_at,
  reporting_zone,
  first_data_day
FROM int_refresh
CROSS JOIN stg_reporting_settings
CROSS JOIN (
  SELECT min(day) AS first_data_day
  FROM (
    SELECT day FROM cube_daily
    UNION ALL
    SELECT charge_day FROM cube_charges_daily
  ) AS days
) AS first_days
