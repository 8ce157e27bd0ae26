-- Description: When each status of a message was first stated; in a group, of each participant.
-- fail: a status appears once
SELECT message_key, recipient_key, status, count(*) AS copies
FROM fact_message_status
GROUP BY message_key, recipient_key, status
HAVING count(*) > 1;
-- fail: only a failure has a code, and no rank
SELECT message_key, status
FROM fact_message_status
WHERE (status = 'failed' AND status_rank IS NOT NULL)
  OR (status <> 'failed' AND status_rank IS NULL);
-- warn: statuses are of messages that the business sent
SELECT status.message_key
FROM fact_message_status AS status
JOIN fact_messages AS message ON message.message_key = status.message_key
WHERE message.direction = 'inbound';
-- warn: what is said of a message comes within 31 days of it
SELECT status.message_key, status.status, status.status_at
FROM fact_message_status AS status
JOIN fact_messages AS message ON message.message_key = status.message_key
WHERE status.status_at > message.first_event_at + INTERVAL '31' DAY;
