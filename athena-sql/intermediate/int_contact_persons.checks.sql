-- Description: The person that each term of an alias stood for.
-- fail: a term stands once
SELECT term_key, count(*) AS copies
FROM int_contact_persons
GROUP BY term_key
HAVING count(*) > 1;
-- fail: a person is named after one of their own terms
SELECT term.term_key, term.person_key
FROM int_contact_persons AS term
LEFT JOIN int_contact_persons AS first_term ON first_term.term_key = term.person_key
WHERE coalesce(first_term.person_key, '') <> term.person_key;
-- fail: what one event states together is one person
SELECT link.label, link.leader
FROM int_contact_links AS link
JOIN int_contact_persons AS term ON term.term_key = substr(link.label, 21)
JOIN int_contact_persons AS first_term ON first_term.term_key = substr(link.leader, 21)
WHERE term.person_key <> first_term.person_key;
-- warn: a person has few aliases: many may be a shared device, a test, or contacts joined by mistake
SELECT person_key, count(*) AS terms
FROM int_contact_persons
GROUP BY person_key
HAVING count(*) > 20;
