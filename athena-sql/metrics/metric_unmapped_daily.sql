-- Grain: one row per day (UTC) of receipt, source, and kind of event in the vendor's words that the dictionary lacks.
CREATE OR REPLACE VIEW metric_unmapped_daily AS
SELECT
  CAST(received_at AS date) AS received_day,
  source,
  source_event,
  count(*) AS unmapped,
  min(received_at) AS first_received_at
FROM events
WHERE event_type = 'unmapped'
GROUP BY
  CAST(received_at AS date),
  source,
  source_event
