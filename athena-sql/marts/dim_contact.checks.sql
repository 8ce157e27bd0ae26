-- Description: Persons: keys, when they were first and last seen, and what they are known by. No
-- names, no numbers.
-- fail: a person appears once
SELECT person_key, count(*) AS copies
FROM dim_contact
GROUP BY person_key
HAVING count(*) > 1;
-- fail: every person with a message is here
SELECT DISTINCT message.person_key
FROM int_message_attributions AS message
LEFT JOIN dim_contact AS contact ON contact.person_key = message.person_key
WHERE message.person_key IS NOT NULL AND contact.person_key IS NULL;
-- warn: the country of a person is known
SELECT person_key
FROM dim_contact
WHERE contact_country IS NULL;
