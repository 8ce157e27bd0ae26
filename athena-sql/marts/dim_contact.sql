-- Grain: one row per person (person_key): keys only, no names or numbers.
-- Winner: `contact_country` is the one that was stated last, of one instant the greatest: who changes the number may change it.
-- Any event that names the contact counts as seeing them, their address book's entry and what they were sent included.
CREATE OR REPLACE VIEW dim_contact AS
WITH statements AS (
  SELECT
    contact_key,
    phone_key,
    bsuid_key,
    event_at,
    contact_country
  FROM int_reporting_events
  WHERE contact_key IS NOT NULL
)
SELECT
  coalesce(holder.person_key, statement.contact_key) AS person_key,
  min(statement.event_at) AS first_seen_at,
  max(statement.event_at) AS last_seen_at,
  substr(max(concat(date_format(statement.event_at, '%Y-%m-%d %H:%i:%s.%f'), statement.contact_country)), 27) AS contact_country,
  count(statement.phone_key) > 0 AS has_phone,
  count(statement.bsuid_key) > 0 AS has_user_id
FROM statements AS statement
LEFT JOIN int_alias_persons AS holder
  ON holder.alias_key = statement.contact_key
  AND statement.event_at >= holder.held_from
  AND statement.event_at < holder.held_until
GROUP BY coalesce(holder.person_key, statement.contact_key)
