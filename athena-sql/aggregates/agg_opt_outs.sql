-- Grain: one row per period, its first day (reporting zone), dimension and member.
-- Dimensions are those of stg_report_dimensions. Distinct persons that opted out in the period, of
-- any scope, and the distinct persons that were reached in it (as in agg_contacts): they do not add
-- up. Campaign, template and category of an opt-out are those of the last message that was
-- delivered to the person within 24 hours before it (int_opt_out_attributions), else `unknown`.
-- Materialized: table
CREATE OR REPLACE VIEW agg_opt_outs AS
WITH daily AS (
  SELECT
    CAST(at_timezone(with_timezone(counted_at, 'UTC'), reporting_zone) AS date) AS day,
    first_day, person_key, channel, endpoint_id, contact_country, campaign_id, template_key,
    category,
    max(CASE WHEN event_key IS NULL THEN 0 ELSE 1 END) AS is_opt_out,
    max(CASE WHEN event_key IS NULL THEN 1 ELSE 0 END) AS is_reached
  FROM int_opt_out_attributions
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
  count(DISTINCT CASE WHEN is_opt_out = 1 THEN person_key END) AS opted_out,
  count(DISTINCT CASE WHEN is_reached = 1 THEN person_key END) AS reached
FROM sliced
GROUP BY period, period_start, dimension, member
