-- Grain: that of the table.
-- One table of a generation, or one part of it.
-- ZSTD: keys are random text, which SNAPPY leaves as long as it is, and Athena bills what is read.
-- Parameters: the `query` that makes its rows, and the `location`.
UNLOAD (
{query}
)
TO '{location}'
WITH (format = 'PARQUET', compression = 'ZSTD')
