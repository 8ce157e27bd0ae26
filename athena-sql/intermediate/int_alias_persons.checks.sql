-- Description: Whom an alias stands for at any time, so that every message and event finds one person.
-- fail: one row begins at a time
SELECT alias_key, held_from, count(*) AS copies
FROM int_alias_persons
GROUP BY alias_key, held_from
HAVING count(*) > 1;
-- fail: of each alias the first row is open to the past and the last to the future
SELECT alias_key
FROM int_alias_persons
GROUP BY alias_key
HAVING min(held_from) <> TIMESTAMP '1900-01-01 00:00:00' OR max(held_until) <> TIMESTAMP '9999-12-31 00:00:00';
