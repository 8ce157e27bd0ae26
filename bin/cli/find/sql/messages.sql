-- How many messages went each way. Keys: of persons.
SELECT
  person_key,
  direction,
  count(*) AS messages,
  min(message_at) AS first_at,
  max(message_at) AS last_at
FROM contact_messages
WHERE person_key IN ('' /* keys */)
GROUP BY
  person_key,
  direction
ORDER BY
  person_key,
  direction
