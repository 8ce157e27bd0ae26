-- Grain: one row per period and dimension by which metrics are told. Weeks begin on Monday.
-- A metric crosses its days with these and names the member; what has no value counts as the member
-- 'unknown', so that the members of a dimension add up to 'all'.
CREATE OR REPLACE VIEW stg_report_dimensions AS
SELECT
  CAST(period AS varchar) AS period,
  CAST(dimension AS varchar) AS dimension
FROM (VALUES ('day'), ('week')) AS periods (period)
CROSS JOIN (
  VALUES ('all'), ('campaign'), ('template'), ('category'), ('country'), ('number'), ('channel')
) AS dimensions (dimension)
