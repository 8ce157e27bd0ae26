-- Description: Each opt-in or opt-out of a contact for a scope of messages, before the person is
-- resolved.
-- fail: a consent appears once
SELECT event_key, count(*) AS copies
FROM int_consent_changes
GROUP BY event_key
HAVING count(*) > 1;
