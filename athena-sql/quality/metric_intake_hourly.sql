-- Grain: one row per hour (UTC) in which events were received, and source.
-- Of the days that int_reporting_events reads. An event that lies on two days
-- (int_reporting_events) counts in the hour it was first received; it is unmapped while no row of
-- it is understood. Hours are those of operations, not of reports, hence UTC.
CREATE OR REPLACE VIEW metric_intake_hourly AS
WITH received AS (
  SELECT
    event_key,
    source,
    min(received_at) AS received_at,
    max(received_at) AS last_received_at,
    min(CASE WHEN event_type = 'unmapped' THEN 1 ELSE 0 END) AS is_unmapped
  FROM int_reporting_events
  GROUP BY
    event_key,
    source
)
SELECT
  date_trunc('hour', received_at) AS received_hour,
  source,
  count(*) AS events,
  sum(is_unmapped) AS unmapped,
  max(received_at) AS newest_received_at,
  max(max(last_received_at)) OVER () AS as_of
FROM received
GROUP BY
  date_trunc('hour', received_at),
  source
