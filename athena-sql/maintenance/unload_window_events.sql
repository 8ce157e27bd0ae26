-- Grain: one row per event (event_key) of the reporting window; as in `events`, an event may have a
-- second row.
-- The events that a generation is made of, by message: what is said of one message lies in one of
-- the `parts`, so that each can be worked on alone.
-- ZSTD: as in unload_refreshed.
-- Parameters: the `query` that makes the rows, how many `parts`, and the `location`.
UNLOAD (
  SELECT
    {columns},
    -- The first two hexadecimal digits: 0 to 255.
    CAST(mod(
      16 * (strpos('0123456789ABCDEF', substr(hash, 1, 1)) - 1)
        + strpos('0123456789ABCDEF', substr(hash, 2, 1)) - 1,
      {parts}) AS integer) AS part
  FROM (
    SELECT
      *,
      to_hex(md5(to_utf8(coalesce(message_key, event_key)))) AS hash
    FROM (
{query}
    ) AS window_events
  ) AS hashed
)
TO '{location}'
WITH (format = 'PARQUET', compression = 'ZSTD', partitioned_by = ARRAY['part'])
