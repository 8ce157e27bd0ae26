-- Grain: one row per day of the tap (reporting zone), template, button and its position when it was sent.
-- As metric_button_clicks, by day and with taps alone: the message may have gone out days before, so a day has no click rate.
-- Unique contacts are those of the day: somebody who taps on two days is one contact of each.
CREATE OR REPLACE VIEW metric_button_clicks_daily AS
WITH tapped AS (
  SELECT
    *,
    CAST(at_timezone(with_timezone(clicked_at, 'UTC'), reporting_zone) AS date) AS day
  FROM fact_clicks
  CROSS JOIN reporting_settings
)
SELECT
  day,
  coalesce(template_key, 'unknown') AS template_key,
  coalesce(button_id, 'unknown') AS button_id,
  position,
  position_source,
  count(*) AS clicks,
  count(DISTINCT coalesce(person_key, contact_key)) AS unique_contacts
FROM tapped
WHERE day >= first_day
GROUP BY
  day,
  coalesce(template_key, 'unknown'),
  coalesce(button_id, 'unknown'),
  position,
  position_source
