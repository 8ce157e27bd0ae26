-- Grain: one row: the generation that readers see.
SELECT generation
FROM current_generation
