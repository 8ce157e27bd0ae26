-- Description: What events state of contacts' aliases (number, user id, user name), once where
-- nobody else ever had them.
-- fail: an assertion states an alias once, or twice where it gives it up
SELECT event_key, alias_key, is_given_up, count(*) AS copies
FROM int_alias_assertions
GROUP BY event_key, alias_key, is_given_up
HAVING count(*) > 1;
-- fail: a change of number or user id states both sides
SELECT event_key
FROM int_window_events
WHERE previous_phone_key IS NOT NULL
  AND phone_key IS NULL
  AND bsuid_key IS NULL
  AND parent_bsuid_key IS NULL;
