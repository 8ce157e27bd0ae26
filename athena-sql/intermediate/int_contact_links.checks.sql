-- Description: Which aliases events name together, as pairs of a term and the first of the terms beside it.
-- fail: a pair stands once
SELECT label, leader, count(*) AS copies
FROM int_contact_links
GROUP BY label, leader
HAVING count(*) > 1;
-- fail: who leads is not behind whom it leads
SELECT label, leader
FROM int_contact_links
WHERE leader > label;
