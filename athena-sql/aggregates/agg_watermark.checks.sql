-- Description: The newest receive time: the "now" of every number.
-- fail: the lake has not heard of the future
SELECT newest_received_at
FROM agg_watermark
WHERE newest_received_at > localtimestamp + INTERVAL '1' DAY;
-- warn: something came in within the last day
SELECT newest_received_at
FROM agg_watermark
WHERE newest_received_at IS NULL OR newest_received_at < localtimestamp - INTERVAL '1' DAY;
