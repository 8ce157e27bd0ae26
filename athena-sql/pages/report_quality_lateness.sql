-- Grain: one row per source with events in the reporting window, whatever the period: how late its
-- events come and until when its numbers hardly change any more (metric_freshness).
SELECT
  source, events, newest_event_at, newest_received_at,
  lateness_p50_seconds, lateness_p95_seconds, lateness_max_seconds, complete_until_at
FROM metric_freshness
ORDER BY source
