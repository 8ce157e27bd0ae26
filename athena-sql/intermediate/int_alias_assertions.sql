-- Grain: one row per assertion (event_key) and alias that it states: number, user id, parent's user
-- id, user name; what a change of identity replaced is stated beside what replaced it.
-- An assertion is an event, or the first of all events that state the same aliases together if no
-- alias ever belonged to another contact: nearly all contacts have one. An alias that moves to
-- another holder, or is given up, needs each event, once.
CREATE OR REPLACE VIEW int_alias_assertions AS
WITH contact_events AS (
  SELECT
    event_key,
    min(event_at) AS event_at,
    ARRAY[
      max(bsuid_key), max(phone_key), max(parent_bsuid_key), max(username_key),
      max(previous_bsuid_key), max(previous_phone_key), max(previous_parent_bsuid_key)
    ] AS aliases
  FROM int_window_events
  GROUP BY event_key
),
assertions AS (
  SELECT
    aliases,
    min(event_key) AS first_key, min(event_at) AS first_at,
    array_agg(CAST(ROW(event_key, event_at) AS ROW(key varchar, stated_at timestamp))) AS events
  FROM contact_events
  WHERE array_join(aliases, '') <> ''
  GROUP BY aliases
),
stated AS (
  SELECT
    assertions.*, alias_kind, is_given_up,
    nullif(element_at(aliases, place), element_at(aliases, now_at)) AS alias_key,
    element_at(aliases, holder_at) AS holder_key
  FROM assertions
  -- Where in the list an alias is, what it was replaced by, and its holder.
  CROSS JOIN (
    VALUES ('bsuid', 0, 1, NULL, NULL), ('phone', 0, 2, NULL, 1), ('username', 0, 4, NULL, 1),
      ('parent_bsuid', 0, 3, NULL, NULL), ('parent_bsuid', 0, 7, 3, NULL),
      ('bsuid', 0, 5, 1, NULL), ('phone', 1, 6, 2, 5)
  ) AS kinds (alias_kind, is_given_up, place, now_at, holder_at)
),
compared AS (
  SELECT
    *,
    max(is_given_up) OVER (PARTITION BY alias_key) = 1 AS is_given_up_once,
    min(holder_key) OVER (PARTITION BY alias_key) <> max(holder_key) OVER (PARTITION BY alias_key)
      AS has_other_holder
  FROM stated
  WHERE alias_key IS NOT NULL
),
counted AS (
  SELECT
    *,
    max(CASE WHEN is_given_up_once OR has_other_holder THEN cardinality(events) ELSE 1 END)
      OVER (PARTITION BY first_key) AS places
  FROM compared
)
SELECT
  CASE WHEN places > 1 THEN element_at(events, place).key ELSE first_key END AS event_key,
  CASE WHEN places > 1 THEN element_at(events, place).stated_at ELSE first_at END AS event_at,
  alias_kind, alias_key, holder_key, is_given_up
FROM counted CROSS JOIN UNNEST(sequence(1, places)) AS numbers (place)
