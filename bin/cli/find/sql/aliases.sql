-- Everything that a person is known by, and from when until when. Keys: of persons.
SELECT
  person_key,
  alias_kind,
  alias_key,
  valid_from,
  valid_to
FROM contact_bridge
WHERE person_key IN ('' /* keys */)
ORDER BY
  person_key,
  alias_kind,
  valid_from,
  alias_key
