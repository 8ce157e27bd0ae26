-- Grain: one row per day of receipt (reporting zone), source, and unmapped kind of event.
-- The kind is in the vendor's words, which are missing from the dictionary. An event that lies on
-- two days (int_reporting_events) counts on the day it was first received. Reads the files of
-- `unmapped` alone.
CREATE OR REPLACE VIEW metric_unmapped_daily AS
WITH received AS (
  SELECT
    event_key,
    source,
    min_by(source_event, received_at) AS source_event,
    min(received_at) AS received_at,
    max(received_at) AS last_received_at
  FROM int_reporting_events
  WHERE family = 'unmapped'
  GROUP BY
    event_key,
    source
),
by_day AS (
  SELECT
    *,
    CAST(at_timezone(with_timezone(received_at, 'UTC'), reporting_zone) AS date) AS received_day,
    max(last_received_at) OVER () AS newest_received_at
  FROM received
  CROSS JOIN stg_reporting_settings
)
SELECT
  received_day,
  source,
  source_event,
  count(*) AS unmapped,
  min(received_at) AS first_received_at,
  max(newest_received_at) AS as_of
FROM by_day
WHERE received_day >= first_day
GROUP BY
  received_day,
  source,
  source_event
