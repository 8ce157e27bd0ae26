-- Description: Meta's error codes in words: what each means, whose matter it is, and what to do.

-- fail: a code of a source appears once
SELECT source, error_code, count(*) AS copies
FROM dim_error
GROUP BY source, error_code
HAVING count(*) > 1;

-- fail: each code has its words, and is somebody's matter
SELECT source, error_code
FROM dim_error
WHERE title IS NULL OR meaning IS NULL OR action IS NULL
  OR concerns NOT IN ('recipient', 'business', 'meta');

-- warn: the codes of failed messages are known in words
SELECT message.error_code, count(*) AS messages
FROM fact_messages AS message
LEFT JOIN dim_error AS known ON known.error_code = message.error_code
WHERE message.state = 'failed'
  AND message.error_code IS NOT NULL
  AND known.error_code IS NULL
GROUP BY message.error_code;
