-- Description: The generation of the refreshed tables that everybody reads.

-- fail: there is one, and its id says when it was begun
SELECT generation
FROM current_generation
WHERE generation <> 'none'
  AND NOT (length(generation) = 25 AND regexp_like(generation, '^[0-9]+T[0-9]+Z-[0-9a-f]+$'));
