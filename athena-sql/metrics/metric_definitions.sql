-- Grain: one row per metric: what it means, in the words of domain/metrics.
-- Written by `npm run docs` from domain/metrics; do not edit.
CREATE OR REPLACE VIEW metric_definitions AS
WITH texts AS (
  SELECT * FROM stg_metric_definitions_messages
  UNION ALL
  SELECT * FROM stg_metric_definitions_failures
  UNION ALL
  SELECT * FROM stg_metric_definitions_engagement
  UNION ALL
  SELECT * FROM stg_metric_definitions_replies
  UNION ALL
  SELECT * FROM stg_metric_definitions_contacts
  UNION ALL
  SELECT * FROM stg_metric_definitions_clicks
  UNION ALL
  SELECT * FROM stg_metric_definitions_billing
  UNION ALL
  SELECT * FROM stg_metric_definitions_cost
  UNION ALL
  SELECT * FROM stg_metric_definitions_quality
)
SELECT
  id, title, unit, numerator, denominator, grain, caveat, owner, view_name, column_name
FROM texts
INNER JOIN stg_metric_views USING (view_name)
