-- Grain: one row: how many events the reporting window has, which says in how many parts the first
-- generation is written.
SELECT count(*) AS events
FROM int_reporting_events
