-- Grain: one row per kind of button, number, campaign, template, button and its position when sent,
-- over the reporting window. Clicks add up; distinct contacts do not, and `delivered`, the messages
-- that were delivered with the button, adds up over numbers and campaigns alone.
-- `button_kind` is as in fact_clicks; `call` and `catalog` for sent buttons that report nothing.
-- `position` is the one in the message that was answered, never that of the template today; it is
-- NULL where two buttons fit or what was sent is not known: `position_source` says why.
-- Buttons nobody used are rows too. First and last click are by the clocks of the reporting zone.
-- Materialized: table
CREATE OR REPLACE VIEW agg_button_clicks AS
WITH clicks AS (
  SELECT
    *,
    at_timezone(with_timezone(clicked_at, 'UTC'), reporting_zone) AS clicked_here
  FROM fact_clicks
  CROSS JOIN stg_reporting_settings
),
used_and_shown AS (
  SELECT
    button_kind, endpoint_id, campaign_id, template_key, button_id, position, position_source,
    1 AS is_observable,
    coalesce(person_key, contact_key) AS clicked_by,
    CAST(clicked_here AS timestamp) AS clicked_local,
    CAST(NULL AS varchar) AS delivered_key
  FROM clicks
  WHERE CAST(clicked_here AS date) >= first_day
  UNION ALL
  SELECT
    click_kind, endpoint_id, campaign_id, template_key, button_id, position, 'snapshot',
    CASE WHEN is_observable THEN 1 ELSE 0 END,
    NULL, NULL, message_key
  FROM int_sent_button_places
  WHERE is_delivered
)
SELECT
  coalesce(template_key, 'unknown') AS template_key,
  coalesce(button_id, 'unknown') AS button_id,
  position,
  position_source,
  button_kind,
  coalesce(campaign_id, 'unknown') AS campaign_id,
  coalesce(endpoint_id, 'unknown') AS endpoint_id,
  max(is_observable) = 1 AS is_observable,
  count(clicked_local) AS clicks,
  count(DISTINCT clicked_by) AS unique_contacts,
  count(DISTINCT delivered_key) AS delivered,
  min(clicked_local) AS first_clicked_local,
  max(clicked_local) AS last_clicked_local
FROM used_and_shown
GROUP BY 1, 2, 3, 4, 5, 6, 7
