-- Grain: one row per kind of button, number, campaign, template, button and its position when it was sent, over the window.
-- `button_kind` is template_quick_reply, button_reply, list_reply, flow_submit or link (fact_clicks); `call` and `catalog` of
-- buttons that were sent and tell of nothing. `position` is the one in the message that was answered, never that of the template
-- today; it is NULL, and `position_source` says why, where two buttons fit or what was sent is not known. Such clicks are in no
-- rate.
-- Buttons nobody used are rows too. `is_observable` is false for links, calls and catalogues that were sent: Meta tells of no
-- tap on them, so that their rate is NULL, not 0. First and last click are by the clocks of the reporting zone.
CREATE OR REPLACE VIEW metric_button_clicks AS
WITH used AS (
  SELECT
    button_kind,
    coalesce(endpoint_id, 'unknown') AS endpoint_id,
    coalesce(campaign_id, 'unknown') AS campaign_id,
    coalesce(template_key, 'unknown') AS template_key,
    coalesce(button_id, 'unknown') AS button_id,
    position,
    position_source,
    count(*) AS clicks,
    count(DISTINCT coalesce(person_key, contact_key)) AS unique_contacts,
    min(CAST(at_timezone(with_timezone(clicked_at, 'UTC'), reporting_zone) AS timestamp)) AS first_clicked_local,
    max(CAST(at_timezone(with_timezone(clicked_at, 'UTC'), reporting_zone) AS timestamp)) AS last_clicked_local
  FROM fact_clicks
  CROSS JOIN stg_reporting_settings
  WHERE CAST(at_timezone(with_timezone(clicked_at, 'UTC'), reporting_zone) AS date) >= first_day
  GROUP BY 1, 2, 3, 4, 5, 6, 7
),
shown AS (
  SELECT
    click_kind AS button_kind, coalesce(endpoint_id, 'unknown') AS endpoint_id, coalesce(campaign_id, 'unknown') AS campaign_id,
    coalesce(template_key, 'unknown') AS template_key, coalesce(button_id, 'unknown') AS button_id, position,
    'snapshot' AS position_source,
    max(CASE WHEN is_observable THEN 1 ELSE 0 END) AS is_observable,
    count(DISTINCT message_key) AS delivered
  FROM int_sent_button_places
  WHERE is_delivered
  GROUP BY 1, 2, 3, 4, 5, 6, 7
),
used_and_shown AS (
  SELECT *, 1 AS is_observable, CAST(0 AS bigint) AS delivered FROM used
  UNION ALL
  SELECT button_kind, endpoint_id, campaign_id, template_key, button_id, position, position_source, CAST(0 AS bigint),
    CAST(0 AS bigint), NULL, NULL, is_observable, delivered
  FROM shown
)
SELECT
  template_key, button_id, position, position_source, button_kind, campaign_id, endpoint_id,
  max(is_observable) = 1 AS is_observable,
  CAST(sum(clicks) AS bigint) AS clicks,
  CAST(sum(unique_contacts) AS bigint) AS unique_contacts,
  CASE WHEN max(is_observable) = 1 THEN CAST(sum(unique_contacts) AS double) / nullif(sum(delivered), 0) END AS click_rate,
  CAST(sum(delivered) AS bigint) AS click_rate_of,
  min(first_clicked_local) AS first_clicked_local,
  max(last_clicked_local) AS last_clicked_local
FROM used_and_shown
GROUP BY template_key, button_id, position, position_source, button_kind, campaign_id, endpoint_id
