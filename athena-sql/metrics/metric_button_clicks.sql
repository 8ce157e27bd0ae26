-- Grain: one row per kind of button, number, campaign, template, button and its position when sent.
-- `button_kind` is template_quick_reply, button_reply, list_reply, flow_submit or link
-- (fact_clicks); `call` and `catalog` for sent buttons that report nothing. `position` is the one
-- in the message that was answered, never that of the template today; it is NULL, and
-- `position_source` says why, where two buttons fit or what was sent is not known. Such clicks are
-- in no rate.
-- Buttons nobody used are rows too. `is_observable` is false for links, calls and catalogues that
-- were sent: Meta reports no click on them, so their rate is NULL, not 0. First and last click are
-- by the clocks of the reporting zone.
CREATE OR REPLACE VIEW metric_button_clicks AS
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
),
counted AS (
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
)
SELECT
  template_key, button_id, position, position_source, button_kind, campaign_id, endpoint_id,
  is_observable, clicks, unique_contacts,
  CASE WHEN is_observable THEN CAST(unique_contacts AS double) / nullif(delivered, 0) END
    AS click_rate,
  delivered AS click_rate_of,
  first_clicked_local, last_clicked_local
FROM counted
