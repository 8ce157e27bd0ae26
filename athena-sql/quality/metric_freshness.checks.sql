-- Description: How fresh and how late each source's events are, and until when its numbers hardly
-- change any more.

-- fail: a row is what its grain says, once
SELECT source, count(*) AS row_count
FROM metric_freshness
GROUP BY source
HAVING count(*) > 1;

-- fail: percentiles are in order
SELECT *
FROM metric_freshness
WHERE lateness_p50_seconds > lateness_p95_seconds
  OR lateness_p95_seconds > lateness_max_seconds
  OR lateness_p50_seconds < 0;

-- warn: nothing happened more than an hour after it was received: a clock is ahead
SELECT source, newest_event_at, newest_received_at
FROM metric_freshness
WHERE newest_event_at > date_add('hour', 1, newest_received_at);

-- warn: 19 of 20 events came within a day, as sends do that are posted every night
SELECT source, lateness_p95_seconds
FROM metric_freshness
WHERE lateness_p95_seconds > 86400;
