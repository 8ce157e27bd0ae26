-- Grain: one row per term of an alias (int_alias_assertions), with the person it stood for.
-- Aliases that one event states belong to one person, and so do those that are joined by others; a person is named
-- after the first in rank of its terms (int_contact_links). User ids are a business portfolio's own: the same contact of two
-- portfolios is two persons unless a parent's user id joins them.
-- Five rounds instead of a recursion. In each, every term asks its leaders for their first leader, and the leaders of
-- one term are led by its first: reach doubles. Up to 32 changes of user id in the order of time are one person, and so
-- are any nine user ids in whatever order; longer chains may become several. One window a round: nothing is read
-- twice in Trino, and DuckDB 1.5, whose planning doubles with each window (duckdb/duckdb#25373), still plans quickly.
CREATE OR REPLACE VIEW int_contact_persons AS
WITH asked_1 AS (
  SELECT *, min(CASE side WHEN 0 THEN leader END) OVER (PARTITION BY CASE side WHEN 0 THEN label ELSE leader END) AS first_leader
  FROM int_contact_links CROSS JOIN (VALUES (0), (1)) AS sides (side)
),
round_1 AS (
  SELECT CASE side WHEN 1 THEN label ELSE leader END AS label, first_leader AS leader, CASE side WHEN 1 THEN alias_kind END AS alias_kind,
    CASE side WHEN 1 THEN valid_from END AS valid_from, CASE side WHEN 1 THEN given_up_at END AS given_up_at
  FROM asked_1 WHERE side = 1 OR leader <> first_leader
),
asked_2 AS (
  SELECT *, min(CASE side WHEN 0 THEN leader END) OVER (PARTITION BY CASE side WHEN 0 THEN label ELSE leader END) AS first_leader
  FROM round_1 CROSS JOIN (VALUES (0), (1)) AS sides (side)
),
round_2 AS (
  SELECT CASE side WHEN 1 THEN label ELSE leader END AS label, first_leader AS leader, CASE side WHEN 1 THEN alias_kind END AS alias_kind,
    CASE side WHEN 1 THEN valid_from END AS valid_from, CASE side WHEN 1 THEN given_up_at END AS given_up_at
  FROM asked_2 WHERE side = 1 OR leader <> first_leader
),
asked_3 AS (
  SELECT *, min(CASE side WHEN 0 THEN leader END) OVER (PARTITION BY CASE side WHEN 0 THEN label ELSE leader END) AS first_leader
  FROM round_2 CROSS JOIN (VALUES (0), (1)) AS sides (side)
),
round_3 AS (
  SELECT CASE side WHEN 1 THEN label ELSE leader END AS label, first_leader AS leader, CASE side WHEN 1 THEN alias_kind END AS alias_kind,
    CASE side WHEN 1 THEN valid_from END AS valid_from, CASE side WHEN 1 THEN given_up_at END AS given_up_at
  FROM asked_3 WHERE side = 1 OR leader <> first_leader
),
asked_4 AS (
  SELECT *, min(CASE side WHEN 0 THEN leader END) OVER (PARTITION BY CASE side WHEN 0 THEN label ELSE leader END) AS first_leader
  FROM round_3 CROSS JOIN (VALUES (0), (1)) AS sides (side)
),
round_4 AS (
  SELECT CASE side WHEN 1 THEN label ELSE leader END AS label, first_leader AS leader, CASE side WHEN 1 THEN alias_kind END AS alias_kind,
    CASE side WHEN 1 THEN valid_from END AS valid_from, CASE side WHEN 1 THEN given_up_at END AS given_up_at
  FROM asked_4 WHERE side = 1 OR leader <> first_leader
),
asked_5 AS (
  SELECT *, min(CASE side WHEN 0 THEN leader END) OVER (PARTITION BY CASE side WHEN 0 THEN label ELSE leader END) AS first_leader
  FROM round_4 CROSS JOIN (VALUES (0), (1)) AS sides (side)
),
round_5 AS (
  SELECT CASE side WHEN 1 THEN label ELSE leader END AS label, first_leader AS leader, CASE side WHEN 1 THEN alias_kind END AS alias_kind,
    CASE side WHEN 1 THEN valid_from END AS valid_from, CASE side WHEN 1 THEN given_up_at END AS given_up_at
  FROM asked_5 WHERE side = 1 OR leader <> first_leader
)
SELECT
  substr(label, 21) AS term_key, min(alias_kind) AS alias_kind, min(valid_from) AS valid_from, max(given_up_at) AS given_up_at,
  substr(min(leader), 21) AS person_key
FROM round_5
GROUP BY label
