-- Description: Each time that a contact asked for messages of a scope, or for none, before it is
-- looked up who that is.
-- fail: a consent stands once
SELECT event_key, count(*) AS copies
FROM int_consent_changes
GROUP BY event_key
HAVING count(*) > 1;
