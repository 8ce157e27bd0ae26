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
  -- Without a generation there is no row of it. A LEFT JOIN … ON TRUE would say the same, but Trino
  -- counts the rows of one wrongly (trinodb/trino#30989).
  (SELECT newest_received_at FROM agg_watermark) AS refreshed_until_at
FROM ids
