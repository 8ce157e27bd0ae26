-- Description: Members of payloads that the vendor did not use to send.

-- fail: a row is what its grain says, once
SELECT source, source_event, path, count(*) AS row_count
FROM drift_paths
GROUP BY source, source_event, path
HAVING count(*) > 1;

-- warn: nothing drifts
SELECT *
FROM drift_paths;
