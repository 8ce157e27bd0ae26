-- Grain: one row per source and hour (UTC) of the 48 up to the newest receipt, empty hours too: a
-- source that has events in the reporting window and has been silent since has 48 rows of 0.
-- It reads few columns of all events of the window (metric_intake_hourly): on AWS that is what it
-- costs. No filter applies: it is about arrival, not about messages.
WITH beside AS (
  SELECT
    source, received_hour, events, unmapped,
    date_add('hour', -back, date_trunc('hour', as_of)) AS hour_at,
    back = 0 AS is_running
  FROM metric_intake_hourly
  CROSS JOIN UNNEST(sequence(0, 47)) AS hours (back)
)
SELECT
  hour_at AS received_hour, source, is_running,
  CAST(sum(CASE WHEN received_hour = hour_at THEN events ELSE 0 END) AS bigint) AS events,
  CAST(sum(CASE WHEN received_hour = hour_at THEN unmapped ELSE 0 END) AS bigint) AS unmapped
FROM beside
GROUP BY hour_at, source, is_running
ORDER BY hour_at, source
