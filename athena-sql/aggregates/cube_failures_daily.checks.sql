-- Description: Failed messages by day, error code and all dimensions at once.

-- fail: a row is what its grain says, once
SELECT
  day, source, channel, account_id, endpoint_id, campaign_id, template_key, category,
  contact_country, error_code, count(*) AS row_count
FROM cube_failures_daily
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
HAVING count(*) > 1;

-- fail: it adds up to what failed on the day
WITH sums AS (
  SELECT day, sum(failed) AS failed
  FROM cube_daily
  GROUP BY day
),
codes AS (
  SELECT day, sum(failed) AS failed
  FROM cube_failures_daily
  GROUP BY day
)
SELECT codes.*
FROM codes
LEFT JOIN sums ON sums.day = codes.day
WHERE coalesce(sums.failed, 0) <> codes.failed;
