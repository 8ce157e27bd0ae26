-- Description: What each person said last of each scope of messages: yes or no.
-- fail: a person has one answer to a scope
SELECT person_key, channel, consent_scope, count(*) AS copies
FROM contact_consent
GROUP BY person_key, channel, consent_scope
HAVING count(*) > 1;
-- warn: who said no is sent no marketing later
SELECT consent.person_key, message.message_key, message.accepted_at
FROM contact_consent AS consent
JOIN int_message_attributions AS message
  ON message.person_key = consent.person_key
  AND message.channel = consent.channel
WHERE NOT consent.is_opt_in
  AND consent.consent_scope = 'marketing'
  AND message.direction = 'outbound'
  AND message.category = 'marketing'
  AND message.accepted_at > consent.consent_at + INTERVAL '1' DAY;
