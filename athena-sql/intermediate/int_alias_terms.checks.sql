-- Description: Which number, user id or user name an event states of its contact, and which term of
-- it is meant.
-- fail: an event states an alias once, or twice where it gives it up
SELECT event_key, alias_key, is_given_up, count(*) AS copies
FROM int_alias_terms
GROUP BY event_key, alias_key, is_given_up
HAVING count(*) > 1;
-- fail: a term begins no later than it is stated
SELECT event_key, term_key
FROM int_alias_terms
WHERE began_at > event_at;
-- fail: user ids have one term
SELECT alias_key, term_key
FROM int_alias_terms
WHERE alias_kind IN ('bsuid', 'parent_bsuid') AND term_key <> concat(alias_key, '/1');
-- warn: a number has few holders: many terms may be a number of the business itself, or of a test
SELECT alias_key, count(DISTINCT term_key) AS terms
FROM int_alias_terms
WHERE alias_kind = 'phone'
GROUP BY alias_key
HAVING count(DISTINCT term_key) > 5;
