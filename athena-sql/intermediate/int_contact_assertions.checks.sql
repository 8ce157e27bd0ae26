-- Description: What events state of contacts' aliases, told once where nobody else ever had them.
-- fail: a statement stands once
SELECT event_key, count(*) AS copies
FROM int_contact_assertions
GROUP BY event_key
HAVING count(*) > 1;
-- fail: a change of number or user id states both sides
SELECT event_key
FROM int_contact_assertions
WHERE previous_phone_key IS NOT NULL
  AND phone_key IS NULL
  AND bsuid_key IS NULL
  AND parent_bsuid_key IS NULL;
