-- Grain: one row per source with events in the reporting window (metric_freshness), the one that
-- was silent the longest first.
-- It reads few columns of all events of the window: on AWS that is what it costs. `silent_seconds`
-- is how long before the newest receipt of all sources the source's own was.
SELECT
  source, events, newest_event_at, newest_received_at,
  date_diff('second', newest_received_at, as_of) AS silent_seconds,
  lateness_p50_seconds, lateness_p95_seconds, lateness_max_seconds,
  complete_until_at, refreshed_at, refreshed_until_at
FROM metric_freshness
ORDER BY newest_received_at, source
