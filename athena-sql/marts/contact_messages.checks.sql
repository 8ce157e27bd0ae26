-- Description: Who each message with one contact was from or to, on which number of the business,
-- and when.
-- fail: a message appears once
SELECT message_key, count(*) AS copies
FROM contact_messages
GROUP BY message_key
HAVING count(*) > 1;
-- fail: person and time are known
SELECT message_key
FROM contact_messages
WHERE person_key IS NULL OR message_at IS NULL;
