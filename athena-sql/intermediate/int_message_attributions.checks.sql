-- Description: Every message that can be placed in time, and of what contacts sent, which message of the business it is attributed to.
-- fail: a message stands once
SELECT message_key, count(*) AS copies
FROM int_message_attributions
GROUP BY message_key
HAVING count(*) > 1;
-- fail: nothing is attributed to itself
SELECT message_key
FROM int_message_attributions
WHERE credited_message_key = message_key;
-- fail: what the business sent has no method of its own
SELECT message_key
FROM int_message_attributions
WHERE direction = 'outbound' AND method IS NOT NULL;
