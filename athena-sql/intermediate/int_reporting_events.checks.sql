-- Description: The events that the reports read: those of the reporting window, and of the month
-- before it that late statuses need.
-- fail: no event is before the month that is read
SELECT event_key, dt
FROM int_reporting_events
CROSS JOIN stg_reporting_settings
WHERE CAST(dt AS date) < date_add('day', -40, first_day);
-- warn: an event is received at most ten minutes before it happens: a clock is wrong
SELECT event_key, event_at, received_at
FROM int_reporting_events
WHERE event_at > received_at + INTERVAL '10' MINUTE;
-- warn: an event lies on at most two days
SELECT event_key, count(*) AS copies
FROM int_reporting_events
GROUP BY event_key
HAVING count(*) > 2;
