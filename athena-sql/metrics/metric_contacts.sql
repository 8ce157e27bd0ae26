-- Grain: one row per period, its first day (reporting zone), dimension and member (stg_report_dimensions).
-- Distinct persons, counted anew for each slice: a person reached on two days or by two numbers is one person of the week and
-- of 'all', so members and days do not add up. One person is one person whatever keys it had (contact_bridge). Messages to
-- groups, and those of no known contact, have no person.
-- Campaign, template and category are those of the message: who replied counts for the one that the reply is attributed to.
-- Both come from int_message_attributions, so that who is who is found out once: a view that joins several of the facts of persons
-- has more stages than Trino takes (150).
CREATE OR REPLACE VIEW metric_contacts AS
WITH talked AS (
  SELECT
    CAST(at_timezone(with_timezone(CASE direction WHEN 'outbound' THEN accepted_at ELSE message_at END, 'UTC'), reporting_zone) AS date)
      AS day,
    person_key, channel, endpoint_id, contact_country,
    CASE direction WHEN 'outbound' THEN campaign_id ELSE attributed_campaign_id END AS campaign_id,
    CASE direction WHEN 'outbound' THEN template_key ELSE attributed_template_key END AS template_key,
    CASE direction WHEN 'outbound' THEN category ELSE attributed_category END AS category,
    CASE direction WHEN 'outbound' THEN 1 ELSE 0 END AS is_reached,
    CASE direction WHEN 'outbound' THEN 0 ELSE 1 END AS is_replying
  FROM int_message_attributions
  CROSS JOIN stg_reporting_settings
  WHERE person_key IS NOT NULL
    -- Delivered, and of one contact (int_messages.is_talk).
    AND (direction = 'outbound' AND is_talk AND accepted_at IS NOT NULL OR method IN ('context', 'last_touch_24h'))
),
daily AS (
  SELECT
    day, person_key, channel, endpoint_id, contact_country, campaign_id, template_key, category,
    max(is_reached) AS is_reached,
    max(is_replying) AS is_replying
  FROM talked
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
),
sliced AS (
  SELECT
    *,
    CASE period WHEN 'day' THEN day ELSE date_trunc('week', day) END AS period_start,
    coalesce(
      CASE dimension
        WHEN 'all' THEN 'all'
        WHEN 'campaign' THEN campaign_id
        WHEN 'template' THEN template_key
        WHEN 'category' THEN category
        WHEN 'country' THEN contact_country
        WHEN 'number' THEN endpoint_id
        WHEN 'channel' THEN channel
      END, 'unknown') AS member
  FROM daily CROSS JOIN stg_report_dimensions CROSS JOIN stg_reporting_settings
  WHERE day >= first_day
)
SELECT
  period, period_start, dimension, member,
  count(DISTINCT CASE WHEN is_reached = 1 THEN person_key END) AS reached,
  count(DISTINCT CASE WHEN is_replying = 1 THEN person_key END) AS replied
FROM sliced
GROUP BY period, period_start, dimension, member
