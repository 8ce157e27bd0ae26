-- Grain: one row per template, button and its position when it was sent, over the reporting window.
-- `position` is the one in the message that was tapped (fact_clicks), never that of the template today; it is NULL, and
-- `position_source` says why, where two buttons fit or what was sent is not known. Such taps are in no rate.
-- Buttons nobody tapped are rows too. `is_observable` is false for links, calls, forms and catalogues: Meta tells of no tap on
-- them, so that their rate is NULL, not 0. First and last tap are by the clocks of the reporting zone.
CREATE OR REPLACE VIEW metric_button_clicks AS
WITH tapped AS (
  SELECT
    coalesce(template_key, 'unknown') AS template_key,
    coalesce(button_id, 'unknown') AS button_id,
    position,
    position_source,
    count(*) AS clicks,
    count(DISTINCT coalesce(person_key, contact_key)) AS unique_contacts,
    min(CAST(at_timezone(with_timezone(clicked_at, 'UTC'), reporting_zone) AS timestamp)) AS first_clicked_local,
    max(CAST(at_timezone(with_timezone(clicked_at, 'UTC'), reporting_zone) AS timestamp)) AS last_clicked_local
  FROM fact_clicks
  CROSS JOIN reporting_settings
  WHERE CAST(at_timezone(with_timezone(clicked_at, 'UTC'), reporting_zone) AS date) >= first_day
  GROUP BY 1, 2, 3, 4
),
shown AS (
  SELECT
    coalesce(template_key, 'unknown') AS template_key,
    coalesce(button_id, 'unknown') AS button_id,
    position,
    'snapshot' AS position_source,
    max(CASE WHEN is_observable THEN 1 ELSE 0 END) AS is_observable,
    count(DISTINCT message_key) AS delivered
  FROM sent_button_places
  WHERE is_delivered
  GROUP BY 1, 2, 3, 4
),
taps_and_places AS (
  SELECT *, 1 AS is_observable, CAST(0 AS bigint) AS delivered FROM tapped
  UNION ALL
  SELECT template_key, button_id, position, position_source, CAST(0 AS bigint), CAST(0 AS bigint), NULL, NULL,
    is_observable, delivered
  FROM shown
)
SELECT
  template_key, button_id, position, position_source,
  max(is_observable) = 1 AS is_observable,
  CAST(sum(clicks) AS bigint) AS clicks,
  CAST(sum(unique_contacts) AS bigint) AS unique_contacts,
  CASE WHEN max(is_observable) = 1 THEN CAST(sum(unique_contacts) AS double) / nullif(sum(delivered), 0) END AS click_rate,
  CAST(sum(delivered) AS bigint) AS click_rate_of,
  min(first_clicked_local) AS first_clicked_local,
  max(last_clicked_local) AS last_clicked_local
FROM taps_and_places
GROUP BY template_key, button_id, position, position_source
