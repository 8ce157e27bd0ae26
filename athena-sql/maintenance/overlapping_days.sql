-- Grain: one row per closed day that holds an event which also landed on one of the `days`.
-- They must be compacted together, or the event would be there twice. A newer transform may have
-- moved it, or it came again.
-- Parameters: the `days`; `first` and `last`, between which the other days are looked for.
SELECT DISTINCT
  closed.dt
FROM compacted_rows AS closed
INNER JOIN (
  SELECT DISTINCT event_key
  FROM event_rows
  WHERE dt IN ({days})
) AS landed
  ON closed.event_key = landed.event_key
WHERE closed.dt BETWEEN '{first}' AND '{last}'
  AND closed.dt NOT IN ({days})
