-- Description: Messages and conversations by day and all dimensions at once: every count adds up.

-- fail: a row is what its grain says, once
SELECT
  day, source, channel, account_id, endpoint_id, campaign_id, template_key, category,
  contact_country, count(*) AS row_count
FROM cube_daily
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
HAVING count(*) > 1;

-- fail: each sent message is in it, once
SELECT sent_in_cube, sent
FROM (SELECT coalesce(sum(sent), 0) AS sent_in_cube FROM cube_daily) AS counted
CROSS JOIN (SELECT count(*) AS sent FROM int_sent_messages) AS messages
WHERE sent_in_cube <> sent;

-- fail: a part is no more than its whole
SELECT *
FROM cube_daily
WHERE delivered + failed > sent
  OR "read" > delivered
  OR played > "read"
  OR mature_delivered > delivered
  OR replied > mature_delivered
  OR contact_conversations + outbound_conversations > conversations
  OR engaged_conversations > outbound_conversations
  OR attributed_conversations > outbound_conversations;

-- fail: it adds up to the metric of all
WITH sums AS (
  SELECT day, sum(sent) AS sent, sum(delivered) AS delivered, sum(replied) AS replied
  FROM cube_daily
  WHERE sent > 0
  GROUP BY day
)
SELECT sums.*
FROM sums
LEFT JOIN metric_messages AS metric
  ON metric.period_start = day AND metric.period = 'day' AND metric.dimension = 'all'
WHERE coalesce(metric.sent, 0) <> sums.sent
  OR coalesce(metric.delivered, 0) <> sums.delivered
  OR coalesce(metric.replied, 0) <> sums.replied;
