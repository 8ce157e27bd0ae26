-- Who is at the other end of the message, by one key for all their numbers and ids. Keys: of messages.
SELECT
  message_key,
  person_key
FROM contact_messages
WHERE message_key IN ('' /* keys */)
ORDER BY message_key
