-- Grain: one row per statement of a contact (int_contact_assertions) and alias that it states: phone number, (parent's) user id,
-- user name. A number and a user name can pass to somebody else: each time of theirs with one holder is a term. A term ends
-- when a change of identity gives the number up, or when another user id appears with it. User ids have one term.
-- `term_began_at` is when the term was first stated.
CREATE OR REPLACE VIEW int_alias_assertions AS
WITH stated AS (
  SELECT
    event_key, event_at, alias_kind, CASE WHEN alias_kind = 'phone' THEN is_previous ELSE 0 END AS is_given_up,
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
  FROM int_contact_assertions
  CROSS JOIN (
    VALUES ('bsuid', 0), ('phone', 0), ('parent_bsuid', 0), ('username', 0), ('bsuid', 1), ('phone', 1), ('parent_bsuid', 1)
  ) AS kinds (alias_kind, is_previous)
),
marked AS (
  SELECT *, CASE WHEN holder_key IS NOT NULL OR is_given_up = 1 THEN 1 ELSE 0 END AS is_mark FROM stated WHERE alias_key IS NOT NULL
),
compared AS (
  SELECT *,
    lag(is_given_up) OVER (PARTITION BY alias_key ORDER BY event_at, is_given_up, event_key) AS was_given_up,
    lag(is_given_up) OVER (PARTITION BY alias_key, is_mark ORDER BY event_at, is_given_up, event_key) AS mark_gave_up,
    lag(holder_key) OVER (PARTITION BY alias_key, is_mark ORDER BY event_at, is_given_up, event_key) AS held_before
  FROM marked
),
begun AS (
  SELECT *, CASE WHEN was_given_up = 1 OR (is_mark = 1 AND mark_gave_up = 0 AND holder_key <> held_before) THEN 1 ELSE 0 END AS begins
  FROM compared
),
numbered AS (
  SELECT *,
    1 + sum(begins) OVER (PARTITION BY alias_key ORDER BY event_at, is_given_up, event_key) AS term,
    max(CASE WHEN begins = 1 OR was_given_up IS NULL THEN event_at END)
      OVER (PARTITION BY alias_key ORDER BY event_at, is_given_up, event_key) AS term_began_at
  FROM begun
)
SELECT
  event_key, event_at, alias_kind, alias_key, is_given_up, concat(alias_key, '/', CAST(term AS varchar)) AS term_key, term_began_at
FROM numbered
