-- Grain: one row per hour (UTC) in which events were received, and source.
CREATE OR REPLACE VIEW metric_intake_hourly AS
SELECT
  date_trunc('hour', received_at) AS received_hour,
  source,
  count(*) AS events,
  sum(CASE WHEN event_type = 'unmapped' THEN 1 ELSE 0 END) AS unmapped,
  max(received_at) AS newest_received_at
FROM events
GROUP BY
  date_trunc('hour', received_at),
  source
