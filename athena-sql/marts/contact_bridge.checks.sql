-- Description: The person a number, user id or user name belonged to, and from when until when.
-- fail: a term does not end before it begins
SELECT alias_key, valid_from, valid_to
FROM contact_bridge
WHERE valid_to < valid_from;
-- fail: an alias is one person's at a time
SELECT one.alias_key, one.person_key, other.person_key AS other_person_key
FROM contact_bridge AS one
JOIN contact_bridge AS other
  ON other.alias_key = one.alias_key
  AND other.valid_from > one.valid_from
WHERE one.valid_to IS NULL OR other.valid_from < one.valid_to;
