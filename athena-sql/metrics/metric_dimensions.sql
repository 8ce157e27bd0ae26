-- Grain: one row per view of metrics and dimension: whether and how the view is sliced by it.
-- `sliced_by` is the column or the condition: it distinguishes a slice that a view does not offer
-- from an empty one.
CREATE OR REPLACE VIEW metric_dimensions AS
WITH offered AS (
  SELECT
    view_name,
    dimension,
    CASE slices
      WHEN 'member' THEN concat('dimension = ''', dimension, '''')
      ELSE element_at(
        ARRAY[NULL, by_campaign, by_template, by_category, by_country, by_number, by_channel],
        member_position)
    END AS sliced_by
  FROM stg_metric_views
  CROSS JOIN stg_report_dimensions
  WHERE period = 'day'
    AND dimension <> 'all'
)
SELECT
  view_name,
  dimension,
  sliced_by IS NOT NULL AS is_offered,
  sliced_by
FROM offered
