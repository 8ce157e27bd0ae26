-- Grain: one row per event and alias of its contact that it states: a phone number, user id, parent's user id or user name.
-- A phone number and a user name can pass to somebody else: each time of theirs with one holder is a term. A term ends
-- when a change of identity gives the number up, or when another user id appears with it. User ids have one term.
CREATE OR REPLACE VIEW alias_statements AS
WITH stated AS (
  SELECT
    event_key,
    event_at,
    alias_kind,
    CASE WHEN alias_kind = 'phone' THEN is_previous ELSE 0 END AS is_given_up,
    CASE
      WHEN alias_kind = 'bsuid' AND is_previous = 0 THEN bsuid_key
      WHEN alias_kind = 'phone' AND is_previous = 0 THEN phone_key
      WHEN alias_kind = 'parent_bsuid' AND is_previous = 0 THEN parent_bsuid_key
      WHEN alias_kind = 'username' THEN username_key
      WHEN alias_kind = 'bsuid' THEN nullif(previous_bsuid_key, bsuid_key)
      WHEN alias_kind = 'phone' THEN nullif(previous_phone_key, phone_key)
      ELSE nullif(previous_parent_bsuid_key, parent_bsuid_key)
    END AS alias_key,
    CASE
      WHEN alias_kind NOT IN ('phone', 'username') THEN NULL
      WHEN is_previous = 1 THEN previous_bsuid_key
      ELSE bsuid_key
    END AS holder_key
  FROM events
  CROSS JOIN (
    VALUES ('bsuid', 0), ('phone', 0), ('parent_bsuid', 0), ('username', 0), ('bsuid', 1), ('phone', 1), ('parent_bsuid', 1)
  ) AS kinds (alias_kind, is_previous)
),
ended AS (
  SELECT *, sum(is_given_up) OVER (PARTITION BY alias_key ORDER BY event_at, is_given_up, event_key) - is_given_up AS endings
  FROM stated
  WHERE alias_key IS NOT NULL
),
numbered AS (
  SELECT *, count(holder_key) OVER (PARTITION BY alias_key, endings ORDER BY event_at, is_given_up, event_key) AS holder_number
  FROM ended
),
held AS (
  SELECT *, max(holder_key) OVER (PARTITION BY alias_key, endings, holder_number) AS held_by
  FROM numbered
),
compared AS (
  SELECT *, lag(held_by) OVER (PARTITION BY alias_key, endings ORDER BY event_at, is_given_up, event_key) AS held_before
  FROM held
),
counted AS (
  SELECT *, sum(CASE WHEN held_by <> held_before THEN 1 ELSE 0 END)
    OVER (PARTITION BY alias_key, endings ORDER BY event_at, is_given_up, event_key) AS changes
  FROM compared
)
SELECT
  event_key,
  event_at,
  alias_kind,
  alias_key,
  is_given_up,
  concat(alias_key, '/', CAST(dense_rank() OVER (PARTITION BY alias_key ORDER BY endings, changes) AS varchar)) AS term_key
FROM counted
