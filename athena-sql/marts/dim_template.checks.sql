-- Description: Templates, a row for each language, with the version and category that were sent
-- last.
-- fail: a template appears once
SELECT template_key, count(*) AS copies
FROM dim_template
GROUP BY template_key
HAVING count(*) > 1;
-- warn: a template was sent
SELECT template_key
FROM dim_template
WHERE first_sent_at IS NULL;
