-- Grain: one row per day (UTC) of receipt, source, and kind of event in the vendor's words that the dictionary lacks.
-- An event that lies on two days (events) counts on the day it was first received. Reads the files of `unmapped` alone.
CREATE OR REPLACE VIEW metric_unmapped_daily AS
WITH received AS (
  SELECT
    event_key,
    source,
    min_by(source_event, received_at) AS source_event,
    min(received_at) AS received_at
  FROM events
  WHERE family = 'unmapped'
  GROUP BY
    event_key,
    source
)
SELECT
  CAST(received_at AS date) AS received_day,
  source,
  source_event,
  count(*) AS unmapped,
  min(received_at) AS first_received_at
FROM received
GROUP BY
  CAST(received_at AS date),
  source,
  source_event
