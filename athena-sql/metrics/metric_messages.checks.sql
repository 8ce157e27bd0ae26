-- Description: What became of the messages that were sent, by day and week, campaign, template,
-- category, country, number and channel.

-- fail: a row is what its grain says, once
SELECT period, period_start, dimension, member, count(*) AS row_count
FROM metric_messages
GROUP BY period, period_start, dimension, member
HAVING count(*) > 1;

-- fail: the members of a dimension add up to all
WITH sums AS (
  SELECT
    period, period_start, dimension,
    sum(sent) AS sent,
    sum(delivered) AS delivered,
    sum("read") AS read_messages,
    sum(failed) AS failed,
    sum(replied) AS replied
  FROM metric_messages
  GROUP BY period, period_start, dimension
)
SELECT part.*
FROM sums AS part
INNER JOIN sums AS whole
  ON whole.dimension = 'all'
  AND whole.period = part.period
  AND whole.period_start = part.period_start
WHERE part.sent <> whole.sent
  OR part.delivered <> whole.delivered
  OR part.read_messages <> whole.read_messages
  OR part.failed <> whole.failed
  OR part.replied <> whole.replied;

-- fail: rates lie between 0 and 1
SELECT
  period, period_start, dimension, member,
  delivered_rate, read_rate, played_rate, failure_rate, reply_rate
FROM metric_messages
WHERE NOT (delivered_rate BETWEEN 0 AND 1)
  OR NOT (read_rate BETWEEN 0 AND 1)
  OR NOT (played_rate BETWEEN 0 AND 1)
  OR NOT (failure_rate BETWEEN 0 AND 1)
  OR NOT (reply_rate BETWEEN 0 AND 1);

-- fail: no more messages were delivered and failed than were sent
SELECT period, period_start, dimension, member, sent, delivered, failed
FROM metric_messages
WHERE delivered + failed > sent;

-- fail: the days of a reported week add up to it
WITH sums AS (
  SELECT
    dimension, member, period,
    CAST(date_trunc('week', period_start) AS date) AS week_start,
    sum(sent) AS sent
  FROM metric_messages
  GROUP BY dimension, member, period, CAST(date_trunc('week', period_start) AS date)
)
SELECT days.*
FROM sums AS days
INNER JOIN sums AS weeks
  ON weeks.period = 'week'
  AND weeks.week_start = days.week_start
  AND weeks.dimension = days.dimension
  AND weeks.member = days.member
WHERE days.period = 'day'
  AND days.sent <> weeks.sent;

-- warn: of a complete week, more than half of the messages arrived
SELECT period_start, sent, delivered_rate
FROM metric_messages
WHERE dimension = 'all'
  AND period = 'week'
  AND is_complete
  AND delivered_rate < 0.5;

-- warn: of a complete week of 1,000 messages and more, some were read
SELECT period_start, delivered
FROM metric_messages
WHERE dimension = 'all'
  AND period = 'week'
  AND is_complete
  AND delivered >= 1000
  AND "read" = 0;
