-- Grain: one row per row of a refreshed table in the current generation: the view that people read.
-- Parameters: the `view`; its `columns`; the `table` that holds its generations.
-- A scalar subquery, compared by `=`, reaches the partitions: the engines look it up once and read
-- the files of one generation. With IN, or in a join, they would read all.
CREATE OR REPLACE VIEW {view} AS
SELECT {columns}
FROM {table}
WHERE generation = (SELECT generation FROM current_generation)
