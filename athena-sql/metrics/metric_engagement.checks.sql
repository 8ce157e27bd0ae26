-- Description: How many of the conversations that the business began were answered.

-- fail: a row is what its grain says, once
SELECT period, period_start, dimension, member, count(*) AS row_count
FROM metric_engagement
GROUP BY period, period_start, dimension, member
HAVING count(*) > 1;

-- fail: the members of a dimension add up to all
WITH sums AS (
  SELECT
    period, period_start, dimension,
    sum(outbound_conversations) AS outbound,
    sum(engaged_conversations) AS engaged,
    sum(attributed_conversations) AS attributed
  FROM metric_engagement
  GROUP BY period, period_start, dimension
)
SELECT part.*
FROM sums AS part
INNER JOIN sums AS whole
  ON whole.dimension = 'all'
  AND whole.period = part.period
  AND whole.period_start = part.period_start
WHERE part.outbound <> whole.outbound
  OR part.engaged <> whole.engaged
  OR part.attributed <> whole.attributed;

-- fail: a rate lies between 0 and 1
SELECT period, period_start, dimension, member, engaged_rate, attributed_rate
FROM metric_engagement
WHERE NOT (engaged_rate BETWEEN 0 AND 1)
  OR NOT (attributed_rate BETWEEN 0 AND 1);

-- fail: no conversation is younger than 24 hours
SELECT period_start
FROM metric_engagement
CROSS JOIN stg_reporting_settings
CROSS JOIN agg_watermark
WHERE period = 'day'
  AND period_start > CAST(
    at_timezone(
      with_timezone(date_add('hour', -24, newest_received_at), 'UTC'), reporting_zone) AS date);
