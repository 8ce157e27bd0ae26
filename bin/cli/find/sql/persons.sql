-- When each person was seen, and where. Keys: of persons.
SELECT
  person_key,
  first_seen_at,
  last_seen_at,
  contact_country,
  has_phone,
  has_user_id
FROM dim_contact
WHERE person_key IN ('' /* keys */)
ORDER BY
  last_seen_at DESC,
  person_key
