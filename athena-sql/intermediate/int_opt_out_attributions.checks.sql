-- Description: Each opt-out with the message that it is attributed to, beside the messages that
-- were delivered.
-- fail: an opt-out and a message appear once
SELECT event_key, message_key, count(*) AS copies
FROM int_opt_out_attributions
GROUP BY event_key, message_key
HAVING count(*) > 1;
-- fail: only an opt-out is attributed
SELECT event_key, message_key
FROM int_opt_out_attributions
WHERE (event_key IS NULL) = (message_key IS NULL)
  OR (event_key IS NULL AND attributed_message_key IS NOT NULL);
-- fail: no opt-out of a known person is lost
SELECT consent.event_key
FROM fact_consent AS consent
LEFT JOIN int_opt_out_attributions AS attributed ON attributed.event_key = consent.event_key
WHERE NOT consent.is_opt_in AND consent.person_key IS NOT NULL AND attributed.event_key IS NULL;
-- warn: most opt-outs follow a message that was delivered within a day
SELECT count(*) AS opt_outs, count(attributed_message_key) AS attributed
FROM int_opt_out_attributions
WHERE event_key IS NOT NULL
HAVING count(*) > 2 * count(attributed_message_key);
