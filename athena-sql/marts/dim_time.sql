-- Grain: one row per hour of the day, 0 to 23, as clocks of the reporting zone show it.
-- Night is from 0:00, morning from 6:00, afternoon from 12:00, evening from 18:00.
CREATE OR REPLACE VIEW dim_time AS
SELECT
  hour,
  concat(lpad(CAST(hour AS varchar), 2, '0'), ':00') AS label,
  CASE
    WHEN hour < 6 THEN 'night'
    WHEN hour < 12 THEN 'morning'
    WHEN hour < 18 THEN 'afternoon'
    ELSE 'evening'
  END AS part_of_day
FROM UNNEST(sequence(0, 23)) AS hours (hour)
