-- Grain: one row per statement of a contact's aliases: an event, or all events that state the same aliases together, if none
-- of these was ever anybody else's. `event_key` is the least, `event_at` the first of them.
-- Nearly all contacts keep what they are known by, and are one row here instead of one per event. What passes to another
-- holder, or is given up, needs each event in its order (int_alias_assertions).
-- An event that lies on two days (events) is stated once. What was stated before the reporting window is not known.
CREATE OR REPLACE VIEW int_contact_assertions AS
WITH contact_events AS (
  SELECT
    event_key, min(event_at) AS event_at, max(phone_key) AS phone_key, max(bsuid_key) AS bsuid_key,
    max(parent_bsuid_key) AS parent_bsuid_key, max(username_key) AS username_key,
    max(previous_phone_key) AS previous_phone_key, max(previous_bsuid_key) AS previous_bsuid_key,
    max(previous_parent_bsuid_key) AS previous_parent_bsuid_key
  FROM int_reporting_events
  GROUP BY event_key
),
held AS (
  SELECT phone_key AS alias_key, bsuid_key AS holder_key, 0 AS is_given_up FROM contact_events
  UNION
  SELECT username_key AS alias_key, bsuid_key AS holder_key, 0 AS is_given_up FROM contact_events
  UNION
  SELECT previous_phone_key AS alias_key, previous_bsuid_key AS holder_key, 1 AS is_given_up FROM contact_events
),
passed_on AS (
  SELECT alias_key
  FROM held
  WHERE alias_key IS NOT NULL
  GROUP BY alias_key
  HAVING count(DISTINCT holder_key) > 1 OR max(is_given_up) = 1
),
told_apart AS (
  SELECT
    stated.*,
    CASE WHEN phone.alias_key IS NOT NULL OR former.alias_key IS NOT NULL OR username.alias_key IS NOT NULL THEN stated.event_key END
      AS own_key
  FROM contact_events AS stated
  LEFT JOIN passed_on AS phone ON phone.alias_key = stated.phone_key
  LEFT JOIN passed_on AS former ON former.alias_key = stated.previous_phone_key
  LEFT JOIN passed_on AS username ON username.alias_key = stated.username_key
)
SELECT
  min(event_key) AS event_key, min(event_at) AS event_at,
  phone_key, bsuid_key, parent_bsuid_key, username_key, previous_phone_key, previous_bsuid_key, previous_parent_bsuid_key
FROM told_apart
GROUP BY
  phone_key, bsuid_key, parent_bsuid_key, username_key, previous_phone_key, previous_bsuid_key, previous_parent_bsuid_key,
  own_key
