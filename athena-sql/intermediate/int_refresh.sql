-- Grain: one row: when the generation that is read was begun (UTC), by its id, and until when it
-- has what was received. Both are NULL before the first refresh.
CREATE OR REPLACE VIEW int_refresh AS
WITH ids AS (
  SELECT nullif(generation, 'none') AS id
  FROM current_generation
)
SELECT
  CAST(
    substr(id, 1, 4) || '-' || substr(id, 5, 2) || '-' || substr(id, 7, 2)
    || ' ' || substr(id, 10, 2) || ':' || substr(id, 12, 2) || ':' || substr(id, 14, 2)
    AS timestamp) AS refreshed_at,
  newest_received_at AS refreshed_until_at
FROM ids
-- Without a generation there is no row of it.
LEFT JOIN agg_watermark ON TRUE
