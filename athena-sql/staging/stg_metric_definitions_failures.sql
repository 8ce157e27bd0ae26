-- Grain: one row per metric of the area "failures": its words (metric_definitions).
-- Written by `npm run docs` from domain/metrics; do not edit.
CREATE OR REPLACE VIEW stg_metric_definitions_failures AS
SELECT
  CAST(id AS varchar) AS id, CAST(title AS varchar) AS title, CAST(unit AS varchar) AS unit,
  CAST(numerator AS varchar) AS numerator, CAST(denominator AS varchar) AS denominator,
  CAST(caveat AS varchar) AS caveat, CAST(owner AS varchar) AS owner,
  CAST(view_name AS varchar) AS view_name, CAST(column_name AS varchar) AS column_name
FROM (
  VALUES
    ('failed_by_code', 'Failed, by error code', 'messages', 'Failed messages with this'
     || ' error code of the vendor.', NULL, 'If a status has several codes, the first counts, in'
     || ' Meta''s order. NULL is a failure without a code.', 'Messaging analytics',
     'metric_failures', 'failed'),
    ('failure_rate_by_code', 'Failure rate, by error code', 'ratio',
     'Failed messages with this error code.', 'Sent messages of the slice, with any outcome.',
     'The rates of a slice''s codes add up to its failure rate.', 'Messaging analytics',
     'metric_failures', 'failure_rate')
) AS texts (id, title, unit, numerator, denominator, caveat, owner, view_name, column_name)
