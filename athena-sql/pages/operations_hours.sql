-- Grain: one row per day and hour by the clocks of the reporting zone, of the seven days up to that
-- of `as_of`, empty hours too; NULL where the hour is still to come.
-- Usual: the mean of the same hour on the same day of the four weeks before, of those weeks that
-- the lake has data of; `weeks` says of how many. The period does not apply, and agg_hours_of_week
-- knows neither category nor country.
WITH clock AS (
  SELECT
    CAST(at_timezone(with_timezone(newest_received_at, 'UTC'), reporting_zone) AS timestamp)
      AS now_local
  FROM agg_watermark
  CROSS JOIN stg_reporting_settings
  WHERE newest_received_at IS NOT NULL
),
beginning AS (
  SELECT min(day) AS first_day
  FROM agg_hours_of_week
),
counted AS (
  SELECT day, hour, sum(sent) AS sent, sum(inbound) AS inbound
  FROM agg_hours_of_week
  WHERE '' /* number */ IN ('', coalesce(endpoint_id, 'unknown'))
    AND '' /* campaign */ IN ('', coalesce(campaign_id, 'unknown'))
    AND '' /* channel */ IN ('', coalesce(channel, 'unknown'))
  GROUP BY day, hour
),
hours AS (
  SELECT
    date_add('day', -back, CAST(now_local AS date)) AS day,
    dim_time.hour,
    first_day,
    dim_time.hour - hour(now_local) - 24 * back AS ahead
  FROM clock
  CROSS JOIN beginning
  CROSS JOIN UNNEST(sequence(0, 6)) AS days (back)
  CROSS JOIN dim_time
),
beside AS (
  SELECT
    hours.day, hours.hour, ahead,
    least(4, CAST(floor(date_diff('day', first_day, hours.day) / 7e0) AS integer)) AS weeks,
    coalesce(sum(CASE WHEN counted.day = hours.day THEN sent END), 0) AS sent,
    coalesce(sum(CASE WHEN counted.day < hours.day THEN sent END), 0) AS sent_then,
    coalesce(sum(CASE WHEN counted.day = hours.day THEN inbound END), 0) AS inbound,
    coalesce(sum(CASE WHEN counted.day < hours.day THEN inbound END), 0) AS inbound_then
  FROM hours
  LEFT JOIN counted ON counted.hour = hours.hour
    AND date_diff('day', counted.day, hours.day) IN (0, 7, 14, 21, 28)
  GROUP BY hours.day, hours.hour, ahead, first_day
)
SELECT
  day, CAST(day_of_week(day) AS integer) AS day_of_week, hour, weeks, ahead = 0 AS is_running,
  CASE WHEN ahead <= 0 THEN sent END AS sent,
  CAST(sent_then AS double) / nullif(weeks, 0) AS sent_usual,
  CASE WHEN ahead <= 0 THEN inbound END AS inbound,
  CAST(inbound_then AS double) / nullif(weeks, 0) AS inbound_usual
FROM beside
ORDER BY day, hour
