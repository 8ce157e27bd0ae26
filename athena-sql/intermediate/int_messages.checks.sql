-- Description: A message with what follows from its events: when it counts as sent, delivered and
-- read, and whether a reply may be attributed to it.
-- fail: a message appears once
SELECT message_key, count(*) AS copies
FROM int_messages
GROUP BY message_key
HAVING count(*) > 1;
-- fail: only what the business sent touches a contact, or has a reply attributed to it
SELECT message_key
FROM int_messages
WHERE is_touch AND direction <> 'outbound' OR is_attributable AND direction <> 'outbound';
-- fail: a message of a group is no talk with one contact
SELECT message_key
FROM int_messages
WHERE is_of_group AND is_talk;
