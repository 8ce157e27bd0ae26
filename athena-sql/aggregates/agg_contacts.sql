-- Grain: one row per period, its first day (reporting zone), dimension and member.
-- Dimensions are those of stg_report_dimensions. Distinct persons do not add up: they are counted
-- for each slice by itself, and a person reached on two days or by two numbers is one person of the
-- week and of 'all'. A person with several keys counts once (contact_bridge). Messages to groups,
-- and those of no known contact, have no person.
-- Campaign, template and category are those of the message: a person who replied counts for the one
-- that the reply is attributed to (int_message_attributions).
-- Materialized: table
CREATE OR REPLACE VIEW agg_contacts AS
WITH talked AS (
  SELECT
    *,
    direction = 'outbound' AS is_outbound,
    CASE direction WHEN 'outbound' THEN accepted_at ELSE message_at END AS talked_at
  FROM int_message_attributions
  WHERE person_key IS NOT NULL
    -- Delivered, and of one contact (int_messages.is_talk).
    AND (direction = 'outbound' AND is_talk AND accepted_at IS NOT NULL
      OR method IN ('context', 'last_touch_24h'))
),
daily AS (
  SELECT
    CAST(at_timezone(with_timezone(talked_at, 'UTC'), reporting_zone) AS date) AS day,
    first_day, person_key, channel, endpoint_id, contact_country,
    CASE WHEN is_outbound THEN campaign_id ELSE attributed_campaign_id END AS campaign_id,
    CASE WHEN is_outbound THEN template_key ELSE attributed_template_key END AS template_key,
    CASE WHEN is_outbound THEN category ELSE attributed_category END AS category,
    max(CASE WHEN is_outbound THEN 1 ELSE 0 END) AS is_reached,
    max(CASE WHEN is_outbound THEN 0 ELSE 1 END) AS is_replying
  FROM talked
  CROSS JOIN stg_reporting_settings
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
),
sliced AS (
  SELECT
    *,
    date_trunc(period, day) AS period_start,
    coalesce(element_at(
      ARRAY['all', campaign_id, template_key, category, contact_country, endpoint_id, channel],
      member_position), 'unknown') AS member
  FROM daily
  CROSS JOIN stg_report_dimensions
  WHERE day >= first_day
)
SELECT
  period, period_start, dimension, member,
  count(DISTINCT CASE WHEN is_reached = 1 THEN person_key END) AS reached,
  count(DISTINCT CASE WHEN is_replying = 1 THEN person_key END) AS replied
FROM sliced
GROUP BY period, period_start, dimension, member
