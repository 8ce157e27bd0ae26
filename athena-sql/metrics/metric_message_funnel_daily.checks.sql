-- Description: The message funnel by day, from the messages' own files alone: the cheapest look at
-- yesterday.

-- fail: a row is what its grain says, once
SELECT day, count(*) AS row_count
FROM metric_message_funnel_daily
GROUP BY day
HAVING count(*) > 1;

-- fail: rates lie between 0 and 1
SELECT day, delivered_rate, read_rate, failure_rate
FROM metric_message_funnel_daily
WHERE NOT (delivered_rate BETWEEN 0 AND 1)
  OR NOT (read_rate BETWEEN 0 AND 1)
  OR NOT (failure_rate BETWEEN 0 AND 1);

-- fail: it is the days of metric_messages
SELECT day, funnel.sent, messages.sent AS sent_in_messages
FROM metric_message_funnel_daily AS funnel
LEFT JOIN metric_messages AS messages
  ON messages.period = 'day'
  AND messages.dimension = 'all'
  AND messages.period_start = day
WHERE messages.sent IS NULL
  OR messages.sent <> funnel.sent
  OR messages.delivered <> funnel.delivered
  OR messages."read" <> funnel."read"
  OR messages.failed <> funnel.failed;
