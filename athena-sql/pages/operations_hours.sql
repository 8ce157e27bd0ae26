-- Grain: one row per direction (`sent`, `inbound`), day and hour by the clocks of the reporting
-- zone, of the seven days up to that of the newest receipt, empty hours too; an hour that is still
-- to come has no count.
-- Usual: the mean of the same hour on the same day of the four weeks before, of those weeks that
-- the lake has data of; `weeks` says of how many. `against_usual` is `above` where an hour has more
-- than twice the usual and `below` where it has less than half, if that is a difference of ten
-- messages at least and two weeks or more are known; the hour under way is never below.
-- The period does not apply, and agg_hours_of_week knows neither category nor country.
WITH clock AS (
  SELECT
    CAST(at_timezone(with_timezone(newest_received_at, 'UTC'), reporting_zone) AS timestamp)
      AS now_local,
    (SELECT min(day) FROM agg_hours_of_week) AS first_day
  FROM agg_watermark
  CROSS JOIN stg_reporting_settings
  WHERE newest_received_at IS NOT NULL
),
counted AS (
  SELECT
    direction, day, hour,
    sum(CASE direction WHEN 'sent' THEN sent ELSE inbound END) AS messages
  FROM agg_hours_of_week
  CROSS JOIN (VALUES ('sent'), ('inbound')) AS directions (direction)
  WHERE '' /* number */ IN ('', coalesce(endpoint_id, 'unknown'))
    AND '' /* campaign */ IN ('', coalesce(campaign_id, 'unknown'))
    AND '' /* channel */ IN ('', coalesce(channel, 'unknown'))
  GROUP BY direction, day, hour
),
hours AS (
  SELECT
    direction, date_add('day', -back, CAST(now_local AS date)) AS day, dim_time.hour, first_day,
    dim_time.hour - hour(now_local) - 24 * back AS ahead
  FROM clock
  CROSS JOIN UNNEST(sequence(0, 6)) AS days (back)
  CROSS JOIN dim_time
  CROSS JOIN (VALUES ('sent'), ('inbound')) AS directions (direction)
),
beside AS (
  SELECT
    hours.direction, hours.day, hours.hour, ahead,
    least(4, CAST(floor(date_diff('day', first_day, hours.day) / 7e0) AS integer)) AS weeks,
    coalesce(sum(CASE WHEN counted.day = hours.day THEN messages END), 0) AS messages,
    CAST(coalesce(sum(CASE WHEN counted.day < hours.day THEN messages END), 0) AS double) AS before
  FROM hours
  LEFT JOIN counted ON counted.hour = hours.hour AND counted.direction = hours.direction
    AND date_diff('day', counted.day, hours.day) IN (0, 7, 14, 21, 28)
  GROUP BY hours.direction, hours.day, hours.hour, ahead, first_day
)
SELECT
  direction, day, CAST(day_of_week(day) AS integer) AS day_of_week, hour,
  weeks, ahead = 0 AS is_running,
  CASE WHEN ahead <= 0 THEN CAST(messages AS bigint) END AS messages,
  before / nullif(weeks, 0) AS usual,
  CASE
    WHEN weeks < 2 OR ahead > 0 OR abs(messages - before / weeks) < 10 THEN NULL
    WHEN messages > 2 * before / weeks THEN 'above'
    WHEN messages < before / weeks / 2 AND ahead < 0 THEN 'below'
  END AS against_usual
FROM beside
ORDER BY direction, day, hour
