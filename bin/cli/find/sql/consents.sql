-- What each person last said of being written to. Keys: of persons.
SELECT
  person_key,
  channel,
  consent_scope,
  is_opt_in,
  consent_at,
  source
FROM contact_consent
WHERE person_key IN ('' /* keys */)
ORDER BY
  consent_at DESC,
  consent_scope
