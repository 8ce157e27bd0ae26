-- Grain: one row per dimension that a page can be narrowed to, and member of it: at most 200 of
-- each, those with most sent in the whole window first. `unknown` is where no event has one.
WITH members AS (
  SELECT
    dimension,
    coalesce(element_at(
      ARRAY[endpoint_id, campaign_id, category, contact_country, channel],
      position), 'unknown') AS member,
    sent
  FROM cube_daily
  CROSS JOIN (
    VALUES ('number', 1), ('campaign', 2), ('category', 3), ('country', 4), ('channel', 5)
  ) AS dimensions (dimension, position)
),
counted AS (
  SELECT dimension, member, CAST(sum(sent) AS bigint) AS sent
  FROM members
  GROUP BY dimension, member
),
placed AS (
  SELECT *, row_number() OVER (PARTITION BY dimension ORDER BY sent DESC, member) AS place
  FROM counted
)
SELECT dimension, member, sent
FROM placed
WHERE place <= 200
ORDER BY dimension, sent DESC, member
