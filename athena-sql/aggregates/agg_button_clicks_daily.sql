-- Grain: one row per day of the click (reporting zone), kind of button, number, campaign, template,
-- button and position.
-- Clicks add up. Unique contacts do not: they are those of the day, and somebody who clicks on two
-- days is one contact of each.
-- Materialized: table
CREATE OR REPLACE VIEW agg_button_clicks_daily AS
WITH clicked AS (
  SELECT
    *,
    CAST(at_timezone(with_timezone(clicked_at, 'UTC'), reporting_zone) AS date) AS day
  FROM fact_clicks
  CROSS JOIN stg_reporting_settings
)
SELECT
  day,
  coalesce(template_key, 'unknown') AS template_key,
  coalesce(button_id, 'unknown') AS button_id,
  position,
  position_source,
  button_kind,
  coalesce(campaign_id, 'unknown') AS campaign_id,
  coalesce(endpoint_id, 'unknown') AS endpoint_id,
  count(*) AS clicks,
  count(DISTINCT coalesce(person_key, contact_key)) AS unique_contacts
FROM clicked
WHERE day >= first_day
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
