-- Grain: one row: the newest receive time of the events that numbers are made of, and how many rows
-- those are (an event with two rows in int_window_events counts twice).
-- The time is the "now" of every number, so that the same rows give the same numbers whenever they
-- are queried, and what every number is as of (`as_of`). It is NULL while the lake is empty.
-- Materialized: table
CREATE OR REPLACE VIEW agg_watermark AS
SELECT
  max(received_at) AS newest_received_at,
  count(*) AS events
FROM int_window_events
