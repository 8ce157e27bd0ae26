-- Grain: one row per assertion and alias that it states (int_alias_assertions), with its term.
-- A number and a user name can pass to another contact: each period with one holder is a term. A
-- term ends when a change of identity gives the number up, or when another user id appears with it.
-- User ids have one term. `term_key` is the alias and the term's number, `began_at` is when the
-- term was first stated, `given_up_at` when it was last given up. It holds from held_from, before
-- held_until: the first before it was stated too, and each until the next begins.
CREATE OR REPLACE VIEW int_alias_terms AS
WITH marked AS (
  SELECT
    *,
    CASE WHEN holder_key IS NOT NULL OR is_given_up = 1 THEN 1 ELSE 0 END AS is_mark
  FROM int_alias_assertions
),
compared AS (
  SELECT
    *,
    lag(is_given_up) OVER (
      PARTITION BY alias_key ORDER BY event_at, is_given_up, event_key
    ) AS was_given_up,
    lag(is_given_up) OVER marks AS mark_gave_up,
    lag(holder_key) OVER marks AS held_before
  FROM marked
  WINDOW marks AS (PARTITION BY alias_key, is_mark ORDER BY event_at, is_given_up, event_key)
),
begun AS (
  SELECT
    *,
    CASE
      WHEN was_given_up = 1 THEN 1
      WHEN is_mark = 1 AND mark_gave_up = 0 AND holder_key <> held_before THEN 1
      ELSE 0
    END AS begins
  FROM compared
),
numbered AS (
  SELECT
    *,
    1 + sum(begins) OVER in_time AS term,
    max(CASE WHEN begins = 1 OR was_given_up IS NULL THEN event_at END) OVER in_time AS began_at,
    min(CASE WHEN begins = 1 THEN event_at END) OVER (
      in_time ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
    ) AS next_began_at
  FROM begun
  WINDOW in_time AS (PARTITION BY alias_key ORDER BY event_at, is_given_up, event_key)
)
SELECT
  event_key, event_at, alias_kind, alias_key, is_given_up,
  concat(alias_key, '/', CAST(term AS varchar)) AS term_key,
  began_at,
  max(CASE WHEN is_given_up = 1 THEN event_at END) OVER (PARTITION BY alias_key, term)
    AS given_up_at,
  CASE WHEN term = 1 THEN TIMESTAMP '1900-01-01 00:00:00' ELSE began_at END AS held_from,
  coalesce(next_began_at, TIMESTAMP '9999-12-31 00:00:00') AS held_until
FROM numbered
