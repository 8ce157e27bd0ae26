-- Description: Each message that a contact sent, the message of the business that it is attributed
-- to, and how that was found.
-- fail: a reply appears once
SELECT message_key, count(*) AS copies
FROM fact_replies
GROUP BY message_key
HAVING count(*) > 1;
-- fail: no reply is lost
SELECT message.message_key
FROM fact_messages AS message
LEFT JOIN fact_replies AS reply ON reply.message_key = message.message_key
WHERE message.direction = 'inbound'
  AND message.response_kind IS NOT NULL
  AND reply.message_key IS NULL;
-- fail: a method is one of the four, and all but 'none' name a message
SELECT message_key, method
FROM fact_replies
WHERE method NOT IN ('context', 'last_touch_24h', 'last_touch_72h', 'none')
  OR (method = 'none') <> (credited_message_key IS NULL);
-- fail: what is attributed by time is within its window
SELECT message_key, method, latency_seconds
FROM fact_replies
WHERE (method = 'last_touch_24h' AND latency_seconds NOT BETWEEN 0 AND 86400)
  OR (method = 'last_touch_72h' AND latency_seconds NOT BETWEEN 86400 AND 259200);
-- fail: no latency is negative
SELECT message_key, latency_seconds
FROM fact_replies
WHERE latency_seconds < 0;
-- fail: a reply is one of the four kinds of response
SELECT message_key, response_kind
FROM fact_replies
WHERE response_kind IS NULL OR response_kind NOT IN ('reply', 'click', 'flow_submit', 'order');
-- warn: nobody quotes a message more than a minute before it counts as sent
SELECT message_key, received_at, credited_at
FROM fact_replies
WHERE credited_at > received_at + INTERVAL '1' MINUTE;
-- warn: a quoted message is known by a status or an echo; else it is old, or statuses are missing
SELECT message_key, credited_message_key
FROM fact_replies
WHERE method = 'context' AND credited_at IS NULL
  AND credited_message_key NOT IN (
    SELECT message_key FROM fact_messages WHERE echoed_at IS NOT NULL);
