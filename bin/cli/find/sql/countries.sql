-- The countries that events state of a number or user id. Keys: of aliases.
SELECT
  contact_key,
  contact_country,
  contact_country_source,
  min(event_at) AS first_at,
  max(event_at) AS last_at
FROM int_reporting_events
WHERE contact_key IN ('' /* keys */)
  AND contact_country IS NOT NULL
GROUP BY
  contact_key,
  contact_country,
  contact_country_source
ORDER BY
  last_at DESC,
  contact_key,
  contact_country
