-- Grain: one row per term of an alias (int_alias_assertions) and leader: the first in rank of the terms that an event states.
-- Ranks: user ids before parents' user ids, numbers and user names; in each, the earlier seen before the later.
-- `label` and `leader` are terms, with their rank before them: a digit and 19 characters.
CREATE OR REPLACE VIEW int_contact_links AS
WITH ranked AS (
  SELECT
    event_key,
    event_at,
    alias_kind,
    is_given_up,
    concat(
      CASE alias_kind WHEN 'bsuid' THEN '1' WHEN 'parent_bsuid' THEN '2' WHEN 'phone' THEN '3' ELSE '4' END,
      date_format(term_began_at, '%Y-%m-%d %H:%i:%s'),
      term_key
    ) AS label
  FROM int_alias_assertions
),
led AS (
  SELECT
    *,
    min(label) OVER (PARTITION BY event_key) AS leader
  FROM ranked
)
SELECT
  label,
  leader,
  min(alias_kind) AS alias_kind,
  min(event_at) AS valid_from,
  max(CASE WHEN is_given_up = 1 THEN event_at END) AS given_up_at
FROM led
GROUP BY
  label,
  leader
