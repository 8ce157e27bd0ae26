-- Grain: one row per source and error code that is known in words.
-- Join it by both, and keep what it does not have: an unknown code is a code too. Each vendor has
-- numbers of its own, so that the same number may mean two things.
-- Written by `npm run docs` from domain/sources; do not edit.
CREATE OR REPLACE VIEW dim_error AS
WITH texts AS (
  SELECT * FROM stg_errors_meta_delivery
  UNION ALL
  SELECT * FROM stg_errors_meta_sending
  UNION ALL
  SELECT * FROM stg_errors_meta_account
  UNION ALL
  SELECT * FROM stg_errors_meta_request
)
SELECT
  source,
  CAST(error_code AS integer) AS error_code,
  title,
  meaning,
  action,
  concerns,
  evidence,
  as_of
FROM texts
