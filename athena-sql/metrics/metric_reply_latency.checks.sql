-- Description: How long contacts took to answer: the median and the 90th percentile, of those who
-- answered.

-- fail: a row is what its grain says, once
SELECT period, period_start, dimension, member, count(*) AS row_count
FROM metric_reply_latency
GROUP BY period, period_start, dimension, member
HAVING count(*) > 1;

-- fail: the members of a dimension add up to all
WITH sums AS (
  SELECT
    period, period_start, dimension,
    sum(replies) AS replies
  FROM metric_reply_latency
  GROUP BY period, period_start, dimension
)
SELECT part.*
FROM sums AS part
INNER JOIN sums AS whole
  ON whole.dimension = 'all'
  AND whole.period = part.period
  AND whole.period_start = part.period_start
WHERE part.replies <> whole.replies;

-- fail: the median is not above the 90th percentile
SELECT period, period_start, dimension, member, p50_seconds, p90_seconds
FROM metric_reply_latency
WHERE p50_seconds > p90_seconds
  OR p50_seconds IS NULL
  OR p90_seconds IS NULL;

-- fail: no reply comes before what it answers
SELECT period, period_start, dimension, member, p50_seconds
FROM metric_reply_latency
WHERE p50_seconds < 0;
