-- Description: What was received or stored more than once. It changes no metric; it shows retries
-- and backfills.

-- fail: a row is what its grain says, once
SELECT source, kind, place, count(*) AS row_count
FROM duplicates_audit
GROUP BY source, kind, place
HAVING count(*) > 1;

-- fail: it counts copies only
SELECT *
FROM duplicates_audit
WHERE duplicates < 1;
