-- Description: Every message with the person at its other end, whatever number or user id it knows them by.
-- fail: a message stands once
SELECT message_key, count(*) AS copies
FROM int_message_contacts
GROUP BY message_key
HAVING count(*) > 1;
-- fail: no message is lost or added
SELECT count(*) AS more_or_fewer
FROM int_message_contacts
FULL JOIN fact_messages ON fact_messages.message_key = int_message_contacts.message_key
WHERE int_message_contacts.message_key IS NULL OR fact_messages.message_key IS NULL
HAVING count(*) > 0;
-- fail: what went to a group is nobody's
SELECT message_key
FROM int_message_contacts
WHERE is_of_group AND direction = 'outbound' AND person_key IS NOT NULL;
-- warn: of a message outside groups it is known whose it is
SELECT message_key, direction
FROM int_message_contacts
WHERE NOT is_of_group AND person_key IS NULL;
