-- Description: The person an alias belongs to at any time, so that every message and event finds
-- one person.
-- fail: one row begins at a time
SELECT alias_key, held_from, count(*) AS copies
FROM int_alias_persons
GROUP BY alias_key, held_from
HAVING count(*) > 1;
-- fail: of each alias the first row is open to the past and the last to the future
SELECT alias_key
FROM int_alias_persons
GROUP BY alias_key
HAVING min(held_from) <> TIMESTAMP '1900-01-01 00:00:00'
  OR max(held_until) <> TIMESTAMP '9999-12-31 00:00:00';
-- fail: a term appears once
SELECT term_key, count(*) AS copies
FROM int_alias_persons
GROUP BY term_key
HAVING count(*) > 1;
-- fail: a person is named after one of their own terms
SELECT term.term_key, term.person_key
FROM int_alias_persons AS term
LEFT JOIN int_alias_persons AS first_term ON first_term.term_key = term.person_key
WHERE coalesce(first_term.person_key, '') <> term.person_key;
-- fail: what one event states together is one person
SELECT stated.event_key
FROM int_alias_terms AS stated
JOIN int_alias_persons AS term ON term.term_key = stated.term_key
GROUP BY stated.event_key
HAVING count(DISTINCT term.person_key) > 1;
-- warn: a person has few aliases: many may be a shared device, a test, or joined by mistake
SELECT person_key, count(*) AS terms
FROM int_alias_persons
GROUP BY person_key
HAVING count(*) > 20;
