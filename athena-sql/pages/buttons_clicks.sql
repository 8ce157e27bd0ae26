-- Grain: one row per part (all, campaign, template, button, position) and member, at most 50 of a
-- part: clicks on buttons that report them, of the messages that were sent in the period and
-- delivered. A click counts whenever it came: it and the delivery are of the same message.
-- The rate is that of metric_button_clicks: distinct persons who clicked, of delivered messages.
WITH placed AS (
  SELECT
    coalesce(place.campaign_id, 'unknown') AS campaign_id,
    coalesce(place.template_key, 'unknown') AS template_key,
    place.click_kind AS button_kind,
    coalesce(place.button_id, 'unknown') AS button_id,
    place.position, place.message_key, click.event_key,
    day >= DATE '2026-11-01' /* from */ AS is_now,
    coalesce(person_key, contact_key) AS clicked_by
  FROM int_sent_button_places AS place
  LEFT JOIN fact_clicks AS click ON click.message_key = place.message_key
    AND click.position = place.position
    AND coalesce(click.button_id, '') = coalesce(place.button_id, '')
  WHERE is_delivered AND is_observable
    AND day BETWEEN DATE '2026-10-04' /* beforeFrom */ AND DATE '2026-11-28' /* through */
    AND '' /* number */ IN ('', coalesce(place.endpoint_id, 'unknown'))
    AND '' /* campaign */ IN ('', coalesce(place.campaign_id, 'unknown'))
    AND '' /* category */ IN ('', coalesce(place.category, 'unknown'))
    AND '' /* country */ IN ('', coalesce(place.contact_country, 'unknown'))
    AND '' /* channel */ IN ('', coalesce(place.channel, 'unknown'))
),
counted AS (
  SELECT
    CASE grouping(campaign_id, template_key, button_id, position) WHEN 7 THEN 'campaign'
      WHEN 11 THEN 'template' WHEN 9 THEN 'button' WHEN 14 THEN 'position' ELSE 'all' END AS part,
    campaign_id, template_key, button_kind, button_id, position,
    count(DISTINCT CASE WHEN is_now THEN message_key END) AS delivered,
    count(DISTINCT CASE WHEN NOT is_now THEN message_key END) AS delivered_before,
    count(CASE WHEN is_now THEN event_key END) AS clicks,
    count(CASE WHEN NOT is_now THEN event_key END) AS clicks_before,
    count(DISTINCT CASE WHEN is_now THEN clicked_by END) AS clickers,
    count(DISTINCT CASE WHEN NOT is_now THEN clicked_by END) AS clickers_before
  FROM placed
  GROUP BY GROUPING SETS ((), (campaign_id), (template_key),
    (template_key, button_kind, button_id), (position))
),
rated AS (
  SELECT *, row_number() OVER (PARTITION BY part ORDER BY delivered DESC, clicks DESC, campaign_id,
    template_key, button_id, button_kind, position) AS place,
    CAST(clickers AS double) / nullif(delivered, 0) AS click_rate,
    CAST(clickers_before AS double) / nullif(delivered_before, 0) AS click_rate_before
  FROM counted
)
SELECT
  part, place, campaign_id, rated.template_key, button_kind, button_id, position,
  concat(template_name, coalesce(concat(' (', template_language, ')'), '')) AS label,
  delivered, clicks, clicks_before,
  CAST(clicks AS double) / nullif(clicks_before, 0) - 1e0 AS clicks_change,
  clickers, clickers_before,
  CAST(clickers AS double) / nullif(clickers_before, 0) - 1e0 AS clickers_change,
  click_rate, delivered AS click_rate_of, click_rate_before,
  click_rate - click_rate_before AS click_rate_change
FROM rated LEFT JOIN dim_template ON dim_template.template_key = rated.template_key
WHERE place <= 50 AND (delivered > 0 OR part = 'all' AND delivered_before > 0)
ORDER BY part, place
