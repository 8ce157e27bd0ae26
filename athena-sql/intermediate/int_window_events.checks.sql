-- Description: The events that numbers are made of, as they were when the refresh began.

-- fail: an event has its key, its kind and its family
SELECT event_key, event_type, family
FROM int_window_events
WHERE event_key IS NULL OR event_type IS NULL OR family IS NULL;
