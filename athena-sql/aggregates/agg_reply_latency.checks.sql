-- Description: How long contacts took to reply, by the slices of the metrics.

-- fail: a row is what its grain says, once
SELECT period, period_start, dimension, member, count(*) AS row_count
FROM agg_reply_latency
GROUP BY period, period_start, dimension, member
HAVING count(*) > 1;

-- fail: half of the replies took no longer than 90 in 100
SELECT period, period_start, dimension, member, p50_seconds, p90_seconds
FROM agg_reply_latency
WHERE p50_seconds > p90_seconds;
