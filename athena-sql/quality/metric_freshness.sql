-- Grain: one row per source with events in the reporting window.
-- Lateness: seconds from what happened to its first receipt, of live events that state their time;
-- by nearest rank. What was backfilled is left out of it, and an event received before its own time
-- (a vendor's clock ahead) counts as 0. Until `complete_until_at` the source's numbers hardly
-- change any more: 7 days before its newest receipt.
-- An event that lies on two days (int_reporting_events) counts once, as first received. What came
-- late on a closed day is not here either until the next compaction folds it in (events).
-- The other numbers are older: int_refresh. These are always current.
CREATE OR REPLACE VIEW metric_freshness AS
WITH received AS (
  SELECT
    event_key, source,
    min(event_at) AS event_at,
    min(received_at) AS received_at,
    max(received_at) AS last_received_at,
    max(CASE WHEN coalesce(origin, 'live') <> 'history'
      AND coalesce(event_at_source, 'event') = 'event' THEN 1 ELSE 0 END) AS is_timed
  FROM int_reporting_events
  GROUP BY event_key, source
),
late AS (
  SELECT
    *,
    CASE
      WHEN is_timed = 0 THEN NULL
      WHEN event_at > received_at THEN CAST(0 AS bigint)
      ELSE date_diff('second', event_at, received_at)
    END AS lateness_seconds
  FROM received
),
by_lateness AS (
  SELECT
    source, lateness_seconds,
    count(*) AS events,
    count(lateness_seconds) AS timed,
    max(event_at) AS newest_event_at,
    max(last_received_at) AS newest_received_at
  FROM late
  GROUP BY source, lateness_seconds
),
ranked AS (
  SELECT
    *,
    sum(timed) OVER (PARTITION BY source ORDER BY lateness_seconds NULLS LAST) AS no_later,
    sum(timed) OVER (PARTITION BY source) AS of_all
  FROM by_lateness
)
SELECT
  source, CAST(sum(events) AS bigint) AS events,
  max(newest_event_at) AS newest_event_at,
  max(newest_received_at) AS newest_received_at,
  min(CASE WHEN no_later * 100 >= of_all * 50 THEN lateness_seconds END) AS lateness_p50_seconds,
  min(CASE WHEN no_later * 100 >= of_all * 95 THEN lateness_seconds END) AS lateness_p95_seconds,
  max(lateness_seconds) AS lateness_max_seconds,
  date_add('day', -7, max(newest_received_at)) AS complete_until_at,
  max(refreshed_at) AS refreshed_at,
  max(refreshed_until_at) AS refreshed_until_at,
  max(max(newest_received_at)) OVER () AS as_of
FROM ranked CROSS JOIN int_refresh
GROUP BY source
