-- Grain: one row per alias and term (int_alias_assertions): whom it stood for, at any time.
-- Join on alias_key with at >= held_from and at < held_until: of each alias one row fits, always. contact_bridge says when a
-- term was seen to begin and to end. Here the first holds before that too, and each until the next begins, so that a message
-- is somebody's where its own time is none at which the alias was stated: it may be known by its number only from its second
-- status, or lie in the second in which the number changed.
-- `whole` names its rows twice, once for nothing, so that DuckDB 1.5 plans them once: without it planning doubles with each
-- window of the views above (duckdb/duckdb#25373). Trino leaves the second out.
CREATE OR REPLACE VIEW int_alias_persons AS
WITH persons AS (
  SELECT * FROM int_contact_persons
),
whole AS (
  SELECT * FROM persons
  UNION ALL
  SELECT * FROM persons WHERE FALSE
),
terms AS (
  SELECT
    split_part(term_key, '/', 1) AS alias_key,
    term_key,
    person_key,
    valid_from
  FROM whole
)
SELECT
  alias_key,
  person_key,
  CASE
    WHEN lag(term_key) OVER (PARTITION BY alias_key ORDER BY valid_from, term_key) IS NULL THEN TIMESTAMP '1900-01-01 00:00:00'
    ELSE valid_from
  END AS held_from,
  coalesce(lead(valid_from) OVER (PARTITION BY alias_key ORDER BY valid_from, term_key), TIMESTAMP '9999-12-31 00:00:00')
    AS held_until
FROM terms
