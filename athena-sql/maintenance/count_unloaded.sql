-- Grain: one row per day that one UNLOAD of a run wrote: its rows, and how many events they are of.
-- There must be as many rows as events.
-- Parameters: the `run`, which names its folder, and its `days`.
SELECT
  dt,
  count(*) AS row_count,
  count(DISTINCT event_key) AS events
FROM unloaded_rows
WHERE run = '{run}'
  AND dt IN ({days})
GROUP BY dt
