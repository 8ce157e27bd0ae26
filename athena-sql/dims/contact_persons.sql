-- Grain: one row per term of an alias (alias_statements), with the person it stood for.
-- Aliases that one event states belong to one person, and so do those that are joined by others; a person is named
-- after the earliest user id among them or, where none was seen, the earliest other alias. Two rounds instead of a
-- recursion: aliases joined by a chain of up to three changes of user id become one person, longer chains become
-- several. Changes of number under one user id make no chain. User ids are a business portfolio's own: the same
-- contact of two portfolios is two persons unless a parent's user id joins them.
CREATE OR REPLACE VIEW contact_persons AS
WITH labelled AS (
  SELECT
    event_key,
    term_key,
    concat(
      CASE alias_kind WHEN 'bsuid' THEN '1' WHEN 'parent_bsuid' THEN '2' WHEN 'phone' THEN '3' ELSE '4' END,
      date_format(min(event_at) OVER (PARTITION BY term_key), '%Y-%m-%d %H:%i:%s'),
      term_key
    ) AS label
  FROM alias_statements
),
-- The events that share their least label meet in one hub.
links AS (
  SELECT DISTINCT
    min(label) OVER (PARTITION BY event_key) AS hub,
    term_key
  FROM labelled
),
round_1 AS (
  SELECT hub, term_key, min(label) OVER (PARTITION BY hub) AS label
  FROM (SELECT hub, term_key, min(hub) OVER (PARTITION BY term_key) AS label FROM links) AS terms
),
round_2 AS (
  SELECT hub, term_key, min(label) OVER (PARTITION BY hub) AS label
  FROM (SELECT hub, term_key, min(label) OVER (PARTITION BY term_key) AS label FROM round_1) AS terms
)
SELECT
  term_key,
  substr(min(label), 21) AS person_key
FROM round_2
GROUP BY term_key
