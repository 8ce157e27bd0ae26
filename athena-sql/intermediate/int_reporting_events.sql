-- Grain: one row per event (event_key) of the reporting window and of what late statuses need
-- before it; as in `events`, an event may have a second row.
-- What became of a message is told up to 30 days after it, so a status in the window's first days
-- may be of a message that was sent before: with a month and a few days more it is known for what
-- it is. The day stands as a text, for a looked-up one does not reach the files (events).
CREATE OR REPLACE VIEW int_reporting_events AS
SELECT *
FROM events
WHERE dt >= '2023-11-30' /* firstDayRead */
