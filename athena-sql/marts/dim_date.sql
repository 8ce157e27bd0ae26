-- Grain: one row per day from 2024-01-01 to 2035-12-31. Weeks are those of ISO 8601: they begin on
-- Monday, day 1.
CREATE OR REPLACE VIEW dim_date AS
SELECT
  day,
  CAST(date_trunc('week', day) AS date) AS week_start,
  CAST(date_trunc('month', day) AS date) AS month_start,
  quarter(day) AS quarter,
  year(day) AS year,
  day_of_week(day) AS day_of_week,
  day_of_week(day) >= 6 AS is_weekend
-- 4,383 days; Trino's sequence has at most 10,000.
FROM UNNEST(
  sequence(CAST('2024-01-01' AS date), CAST('2035-12-31' AS date), INTERVAL '1' DAY)
) AS days (day)
