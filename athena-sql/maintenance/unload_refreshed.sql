-- Grain: that of the table.
-- One table of a generation, or one part of it.
-- Parameters: the `query` that makes its rows, and the `location`.
UNLOAD (
{query}
)
TO '{location}'
WITH (format = 'PARQUET', compression = 'SNAPPY')
