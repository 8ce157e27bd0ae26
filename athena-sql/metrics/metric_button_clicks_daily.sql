-- Grain: one row per day of the click, kind of button, number, campaign, template, button and
-- position.
-- As metric_button_clicks, by day of the reporting zone and with clicks alone: the message may have
-- gone out days before, so a day has no click rate. Unique contacts are those of the day: somebody
-- who clicks on two days is one contact of each.
CREATE OR REPLACE VIEW metric_button_clicks_daily AS
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
