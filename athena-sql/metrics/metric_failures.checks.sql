-- Description: Messages that failed for good, by the vendor's error code, beside all that was sent
-- in the slice.

-- fail: a row is what its grain says, once
SELECT period, period_start, dimension, member, error_code, count(*) AS row_count
FROM metric_failures
GROUP BY period, period_start, dimension, member, error_code
HAVING count(*) > 1;

-- fail: the members of a dimension add up to all
WITH sums AS (
  SELECT
    period, period_start, dimension,
    sum(failed) AS failed
  FROM metric_failures
  GROUP BY period, period_start, dimension
)
SELECT part.*
FROM sums AS part
INNER JOIN sums AS whole
  ON whole.dimension = 'all'
  AND whole.period = part.period
  AND whole.period_start = part.period_start
WHERE part.failed <> whole.failed;

-- fail: a rate lies between 0 and 1
SELECT period, period_start, dimension, member, error_code, failure_rate
FROM metric_failures
WHERE NOT (failure_rate BETWEEN 0 AND 1);

-- fail: codes add up to the failed messages of the slice
WITH codes AS (
  SELECT
    period, period_start, dimension, member,
    sum(failed) AS failed,
    max(failure_rate_of) AS sent
  FROM metric_failures
  GROUP BY period, period_start, dimension, member
)
SELECT codes.*, messages.failed AS failed_in_messages
FROM codes
INNER JOIN metric_messages AS messages
  ON messages.period = codes.period
  AND messages.period_start = codes.period_start
  AND messages.dimension = codes.dimension
  AND messages.member = codes.member
WHERE messages.failed <> codes.failed
  OR messages.sent <> codes.sent;

-- warn: no number has one failure in five of a week of 100 messages and more
SELECT period_start, member, sum(failed) AS failed, max(failure_rate_of) AS sent
FROM metric_failures
WHERE period = 'week'
  AND dimension = 'number'
  AND failure_rate_of >= 100
GROUP BY period_start, member
HAVING sum(failure_rate) > 0.2;
