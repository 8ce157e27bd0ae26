-- Description: Each opt-in or opt-out of a contact for a scope of messages.
-- fail: a consent appears once
SELECT event_key, count(*) AS copies
FROM fact_consent
GROUP BY event_key
HAVING count(*) > 1;
-- fail: it is known when, and whether it is a yes
SELECT event_key
FROM fact_consent
WHERE consent_at IS NULL OR is_opt_in IS NULL;
-- warn: it is known whose it is, and of what scope
SELECT event_key
FROM fact_consent
WHERE person_key IS NULL OR consent_scope IS NULL;
