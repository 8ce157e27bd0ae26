-- Whose a number, id or name is, and was. Keys: of aliases.
SELECT DISTINCT
  person_key
FROM contact_bridge
WHERE alias_key IN ('' /* keys */)
ORDER BY person_key
