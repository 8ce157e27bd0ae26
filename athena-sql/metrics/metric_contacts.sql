-- Grain: one row per period, its first day (reporting zone), dimension (all, country, number, channel) and member.
-- Distinct persons, counted anew for each slice: a person reached on two days or by two numbers is one person of the week and
-- of 'all', so members and days do not add up. One person is one person whatever keys it had (contact_bridge). Messages to
-- groups, and those of no known contact, have no person.
-- `whole` names its rows twice, once for nothing: so DuckDB plans them once, not anew for each grouping (duckdb/duckdb#25373).
CREATE OR REPLACE VIEW metric_contacts AS
WITH talked AS (
  SELECT
    day, message_persons.person_key, sent_messages.channel, sent_messages.endpoint_id, contact_country,
    1 AS is_reached,
    0 AS is_replying
  FROM sent_messages
  INNER JOIN message_persons
    ON message_persons.message_key = sent_messages.message_key
  WHERE is_delivered
  UNION ALL
  SELECT
    CAST(at_timezone(with_timezone(received_at, 'UTC'), reporting_zone) AS date) AS day,
    person_key, fact_replies.channel, fact_replies.endpoint_id, contact_country,
    0 AS is_reached,
    1 AS is_replying
  FROM fact_replies
  INNER JOIN fact_messages
    ON fact_messages.message_key = fact_replies.message_key
  CROSS JOIN reporting_settings
  WHERE method IN ('context', 'last_touch_24h')
),
daily AS (
  SELECT
    day, person_key, channel, endpoint_id, contact_country,
    max(is_reached) AS is_reached,
    max(is_replying) AS is_replying
  FROM (SELECT * FROM talked UNION ALL SELECT * FROM talked WHERE FALSE) AS whole
  WHERE person_key IS NOT NULL
  GROUP BY day, person_key, channel, endpoint_id, contact_country
),
sliced AS (
  SELECT
    *,
    CASE period WHEN 'day' THEN day ELSE date_trunc('week', day) END AS period_start,
    coalesce(
      CASE dimension
        WHEN 'all' THEN 'all'
        WHEN 'country' THEN contact_country
        WHEN 'number' THEN endpoint_id
        WHEN 'channel' THEN channel
      END, 'unknown') AS member
  FROM daily
  CROSS JOIN reporting_slices
  CROSS JOIN reporting_settings
  WHERE day >= first_day
    AND dimension IN ('all', 'country', 'number', 'channel')
)
SELECT
  period, period_start, dimension, member,
  count(DISTINCT CASE WHEN is_reached = 1 THEN person_key END) AS reached,
  count(DISTINCT CASE WHEN is_replying = 1 THEN person_key END) AS replied
FROM sliced
GROUP BY period, period_start, dimension, member
