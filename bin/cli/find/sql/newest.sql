-- The newest messages, of which `last_messages` says more. Keys: of persons.
SELECT
  message_key
FROM contact_messages
WHERE person_key IN ('' /* keys */)
ORDER BY
  message_at DESC,
  message_key
LIMIT 10
