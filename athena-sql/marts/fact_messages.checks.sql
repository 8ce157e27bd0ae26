-- Description: A message with each time at which something became of it, its state, and what the
-- business meant by it.
-- fail: a message appears once
SELECT message_key, count(*) AS copies
FROM fact_messages
GROUP BY message_key
HAVING count(*) > 1;
-- fail: what a contact sent has no accepted_at, and what the business sent none of receiving
SELECT message_key
FROM fact_messages
WHERE (direction = 'inbound' AND accepted_at IS NOT NULL)
  OR (direction = 'outbound' AND received_from_contact_at IS NOT NULL);
-- fail: what was read has a time of delivery, and what was played a time of reading
SELECT message_key
FROM fact_messages
WHERE (read_at IS NOT NULL AND delivered_at IS NULL) OR (played_at IS NOT NULL AND read_at IS NULL);
-- fail: a message that arrived did not fail
SELECT message_key
FROM fact_messages
WHERE state = 'failed' AND delivered_at IS NOT NULL;
-- warn: nothing is delivered more than a minute before it was accepted
SELECT message_key, accepted_at, delivered_at
FROM fact_messages
WHERE delivered_at < accepted_at - INTERVAL '1' MINUTE;
-- warn: a message is of the business or of a contact, and of a number
SELECT message_key
FROM fact_messages
WHERE direction IS NULL OR endpoint_id IS NULL;
-- warn: a failure has a code
SELECT message_key
FROM fact_messages
WHERE state = 'failed' AND error_code IS NULL;
