-- Grain: one row per event (event_key) of the reporting window and of what late statuses need
-- before it; as in `events`, an event may have a second row.
-- Statuses of a message arrive up to 30 days after it, so a status in the window's first days may
-- be of a message that was sent before: a month and a few days more are read, so that such messages
-- are recognised. The day is a literal, because a day that a query looks up does not prune the
-- files (events).
CREATE OR REPLACE VIEW int_reporting_events AS
SELECT *
FROM events
WHERE dt >= '2023-11-30' /* firstDayRead */
