-- Grain: one row per term of an alias (int_alias_terms), with the person it belonged to.
-- Join on alias_key with at >= held_from and at < held_until: exactly one row of each alias always
-- matches, so a message has a person even if the alias was not stated at its time.
-- Aliases that one event states belong to one person, and so do those linked through other aliases.
-- A person is named after the first of the terms: user ids, then parents' user ids, numbers, user
-- names.
-- Five rounds instead of a recursion. In each, every term asks its leaders for their first leader,
-- and the leaders of one term are led by its first, so reach doubles: up to 32 changes of user id
-- in the order of time are one person, any nine in any order; longer chains may become several.
-- Materialized: table
CREATE OR REPLACE VIEW int_alias_persons AS
WITH sides AS (SELECT s FROM (VALUES (0), (1)) AS two (s)),
terms AS (
  SELECT
    *,
    -- Ordered by its parts. None of them is NULL: Trino does not compare such rows.
    CAST(ROW(array_position(ARRAY['bsuid', 'parent_bsuid', 'phone', 'username'], alias_kind),
      date_trunc('second', began_at), term_key)
      AS ROW(kind_rank bigint, began_second timestamp, key varchar)) AS term
  FROM int_alias_terms
),
round_0 AS (
  SELECT DISTINCT 1 AS side, term, min(term) OVER (PARTITION BY event_key) AS leader FROM terms
),
round_1 AS (
  SELECT s AS side, CASE s WHEN 0 THEN leader ELSE term END AS term, first_value(leader) OVER (
    PARTITION BY CASE s WHEN 0 THEN term.key ELSE leader.key END ORDER BY s, leader) AS leader
  FROM (SELECT * FROM round_0 WHERE side = 1 OR term <> leader) AS link CROSS JOIN sides
),
round_2 AS (
  SELECT s AS side, CASE s WHEN 0 THEN leader ELSE term END AS term, first_value(leader) OVER (
    PARTITION BY CASE s WHEN 0 THEN term.key ELSE leader.key END ORDER BY s, leader) AS leader
  FROM (SELECT * FROM round_1 WHERE side = 1 OR term <> leader) AS link CROSS JOIN sides
),
round_3 AS (
  SELECT s AS side, CASE s WHEN 0 THEN leader ELSE term END AS term, first_value(leader) OVER (
    PARTITION BY CASE s WHEN 0 THEN term.key ELSE leader.key END ORDER BY s, leader) AS leader
  FROM (SELECT * FROM round_2 WHERE side = 1 OR term <> leader) AS link CROSS JOIN sides
),
round_4 AS (
  SELECT s AS side, CASE s WHEN 0 THEN leader ELSE term END AS term, first_value(leader) OVER (
    PARTITION BY CASE s WHEN 0 THEN term.key ELSE leader.key END ORDER BY s, leader) AS leader
  FROM (SELECT * FROM round_3 WHERE side = 1 OR term <> leader) AS link CROSS JOIN sides
),
round_5 AS (
  SELECT s AS side, CASE s WHEN 0 THEN leader ELSE term END AS term, first_value(leader) OVER (
    PARTITION BY CASE s WHEN 0 THEN term.key ELSE leader.key END ORDER BY s, leader) AS leader
  FROM (SELECT * FROM round_4 WHERE side = 1 OR term <> leader) AS link CROSS JOIN sides
),
persons AS (
  SELECT term.key AS named_term, min(leader) AS leader FROM round_5 GROUP BY term.key
)
SELECT DISTINCT
  alias_kind, alias_key, term_key, leader.key AS person_key,
  began_at AS valid_from, given_up_at, held_from, held_until
FROM terms JOIN persons ON named_term = term_key
