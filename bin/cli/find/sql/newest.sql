-- Which messages are the newest; `last_messages` says what they are. Keys: of persons.
SELECT
  message_key
FROM contact_messages
WHERE person_key IN ('' /* keys */)
ORDER BY
  message_at DESC,
  message_key
LIMIT 10
