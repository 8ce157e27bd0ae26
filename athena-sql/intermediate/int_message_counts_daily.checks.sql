-- Description: The messages' cube: counts by day and dimension, which add up.

-- fail: a row is what its grain says, once
SELECT
  day, source, channel, account_id, endpoint_id, campaign_id, template_key, category,
  contact_country,
  count(*) AS row_count
FROM int_message_counts_daily
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
HAVING count(*) > 1;

-- fail: each sent message is in it, once
SELECT sent_in_cube, sent
FROM (SELECT coalesce(sum(sent), 0) AS sent_in_cube FROM int_message_counts_daily) AS counted
CROSS JOIN (SELECT count(*) AS sent FROM int_sent_messages) AS messages
WHERE sent_in_cube <> sent;

-- fail: a part is no more than its whole
SELECT *
FROM int_message_counts_daily
WHERE delivered + failed > sent
  OR "read" > delivered
  OR played > "read"
  OR mature_delivered > delivered
  OR replied > mature_delivered;
