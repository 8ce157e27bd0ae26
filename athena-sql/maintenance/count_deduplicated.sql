-- Grain: one row per day of days that are compacted together: how many events win on it.
-- Winner: as in `events` and `unload_deduplicated`, word for word (a test compares them).
-- Parameters: the `days`.
SELECT
  dt,
  count(*) AS winners
FROM (
  SELECT
    dt,
    row_number() OVER (
      PARTITION BY event_key
      ORDER BY
        transform_version DESC,
        event_at ASC,
        received_at ASC,
        dt ASC,
        family ASC,
        delivery_id ASC
    ) AS copy_rank
  FROM (
    SELECT * FROM compacted_rows WHERE dt IN ({days})
    UNION ALL
    SELECT * FROM event_rows WHERE dt IN ({days}) AND family <> 'lake'
  ) AS copies
) AS ranked
WHERE copy_rank = 1
GROUP BY dt
