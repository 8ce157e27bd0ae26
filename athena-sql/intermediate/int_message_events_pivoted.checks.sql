-- Description: Everything that events state of a message, in one row.
-- fail: a message appears once
SELECT message_key, count(*) AS copies
FROM int_message_events_pivoted
GROUP BY message_key
HAVING count(*) > 1;
-- fail: the first time of a message is its earliest
SELECT message_key
FROM int_message_events_pivoted
WHERE first_event_at > received_from_contact_at
  OR first_event_at > first_status_at
  OR first_event_at > echoed_at;
-- warn: one message is of one number of the business and of one direction
SELECT message_key
FROM int_window_events
WHERE family = 'messaging' AND message_key IS NOT NULL
GROUP BY message_key
HAVING count(DISTINCT endpoint_id) > 1 OR count(DISTINCT direction) > 1;
