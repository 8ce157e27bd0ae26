-- Grain: one row per person (person_key): keys only, no names or numbers.
-- Winner: `contact_country` is the one that was stated last, at the same instant the greatest: a
-- contact who changes the number may change it.
-- Any event that names the contact counts as seeing them, their address book's entry and what they
-- were sent included.
-- Materialized: table
CREATE OR REPLACE VIEW dim_contact AS
WITH seen AS (
  SELECT
    coalesce(holder.person_key, event.contact_key) AS person_key,
    event.phone_key,
    event.bsuid_key,
    event.event_at,
    event.contact_country
  FROM int_window_events AS event
  LEFT JOIN int_alias_persons AS holder
    ON holder.alias_key = event.contact_key
    AND event.event_at >= holder.held_from
    AND event.event_at < holder.held_until
  WHERE event.contact_key IS NOT NULL
)
SELECT
  person_key,
  min(event_at) AS first_seen_at,
  max(event_at) AS last_seen_at,
  max_by(
    contact_country,
    -- No part of it is NULL: Trino does not compare such rows.
    CASE WHEN event_at IS NOT NULL AND contact_country IS NOT NULL
      THEN ROW(event_at, contact_country) END
  ) AS contact_country,
  count(phone_key) > 0 AS has_phone,
  count(bsuid_key) > 0 AS has_user_id
FROM seen
GROUP BY person_key
