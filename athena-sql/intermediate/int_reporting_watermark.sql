-- Grain: one row: the newest receive time. It is the "now" of every number, so that the same rows
-- give the same numbers whenever they are queried.
CREATE OR REPLACE VIEW int_reporting_watermark AS
SELECT max(received_at) AS newest_received_at
FROM int_reporting_events
