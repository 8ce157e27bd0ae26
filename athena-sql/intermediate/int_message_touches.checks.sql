-- Description: Every message that can be placed in time, with the message of the business that the person had last had before it.
-- fail: a message stands once
SELECT message_key, count(*) AS copies
FROM int_message_touches
GROUP BY message_key
HAVING count(*) > 1;
-- fail: a touch is no later than the message, and of what came in, before it
SELECT message_key, message_at, touched_at
FROM int_message_touches
WHERE touched_at > message_at OR (direction = 'inbound' AND touched_at = message_at);
