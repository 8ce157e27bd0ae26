-- Grain: one row per metric of the area "quality": its words (metric_definitions).
-- Written by `npm run docs` from domain/metrics; do not edit.
CREATE OR REPLACE VIEW stg_metric_definitions_quality AS
SELECT
  CAST(id AS varchar) AS id, CAST(title AS varchar) AS title, CAST(unit AS varchar) AS unit,
  CAST(numerator AS varchar) AS numerator, CAST(denominator AS varchar) AS denominator,
  CAST(caveat AS varchar) AS caveat, CAST(owner AS varchar) AS owner,
  CAST(view_name AS varchar) AS view_name, CAST(column_name AS varchar) AS column_name
FROM (
  VALUES
    ('events_received', 'Events received', 'events', 'Events, in the hour they were first'
     || ' received; by source, those of the days that the reports read.', NULL,
     'Events, not messages: one message has several. Each counts once, no matter how'
     || ' often it was delivered.', 'Data engineering', 'metric_intake_hourly', 'events'),
    ('unmapped_hourly', 'Unmapped among the received', 'events', 'Events received in the hour that'
     || ' the dictionary does not understand.', NULL, 'They are kept with their payload; a replay'
     || ' by a newer version can map them.', 'Data engineering', 'metric_intake_hourly',
     'unmapped'),
    ('unmapped', 'Unmapped', 'events', 'Events first received on the day that the dictionary does'
     || ' not understand, by the vendor''s word.', NULL, 'No other metric counts them.',
     'Data engineering', 'metric_unmapped_daily', 'unmapped'),
    ('lateness_p50', 'Lateness, median', 'seconds', 'Time from an event to its first receipt, of'
     || ' live events that state their time: the least that half of them did not exceed.', NULL,
     'Backfilled events are excluded.', 'Data engineering', 'metric_freshness',
     'lateness_p50_seconds'),
    ('lateness_p95', 'Lateness, 95th percentile', 'seconds', 'Time from an event to its first'
     || ' receipt, of live events that state their time: the least that'
     || ' 95 in 100 did not exceed.', NULL, 'As for the median. Vendors retry for up to 7 days, so'
     || ' a period is complete 7 days after its end (is_complete, complete_until_at).',
     'Data engineering', 'metric_freshness', 'lateness_p95_seconds'),
    ('lateness_max', 'Lateness, longest', 'seconds', 'Time from an event to its first receipt, of'
     || ' live events that state their time: the longest.', NULL,
     'One event with a wrong clock decides it.', 'Data engineering', 'metric_freshness',
     'lateness_max_seconds'),
    ('duplicates', 'Duplicates', 'copies', 'Items received again: refused at the front door, or'
     || ' deduplicated in events.', NULL, 'They change no other metric:'
     || ' each counts an event once.', 'Data engineering', 'duplicates_audit', 'duplicates')
) AS texts (id, title, unit, numerator, denominator, caveat, owner, view_name, column_name)
