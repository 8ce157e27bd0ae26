-- Description: What counts as sent: one row per outbound message of the window that the vendor
-- reported, on its day.

-- fail: a row is what its grain says, once
SELECT message_key, count(*) AS row_count
FROM int_sent_messages
GROUP BY message_key
HAVING count(*) > 1;

-- fail: a message did not both arrive and fail
SELECT message_key
FROM int_sent_messages
WHERE is_failed
  AND is_delivered;

-- fail: what was read arrived
SELECT message_key
FROM int_sent_messages
WHERE (is_read OR is_played)
  AND NOT is_delivered;

-- warn: each is of a number of the business
SELECT message_key
FROM int_sent_messages
WHERE endpoint_id IS NULL;
