-- Grain: one row per reason and kind of button: what is in no click rate, of the messages sent in
-- the period.
-- `not_reported`: links, calls, catalogues and copied codes: nobody reports that they were used, so
-- `clicks` is NULL, which is not 0; `sent` and `delivered` are the messages with one. For the other
-- reasons `clicks` are those that are in no rate:
-- `ambiguous`: two buttons of the message fit; `no_snapshot`: what it was sent with is not known;
-- `not_delivered`: no status says that it arrived; `message_unknown`: the click names no message
-- that counts as sent here; it counts on its own day.
WITH sent AS (
  SELECT
    'not_reported' AS reason, click_kind AS button_kind, message_key,
    CAST(NULL AS varchar) AS event_key, is_delivered,
    day, channel, endpoint_id, campaign_id, category, contact_country
  FROM int_sent_button_places
  WHERE NOT is_observable
),
clicked AS (
  SELECT
    CASE WHEN message.message_key IS NULL THEN 'message_unknown'
      WHEN position_source <> 'snapshot' THEN position_source
      WHEN NOT is_delivered THEN 'not_delivered' END AS reason,
    button_kind, click.message_key, event_key, is_delivered,
    coalesce(day, CAST(at_timezone(with_timezone(clicked_at, 'UTC'), reporting_zone) AS date))
      AS day,
    coalesce(message.channel, click.channel) AS channel,
    coalesce(message.endpoint_id, click.endpoint_id) AS endpoint_id,
    message.campaign_id, message.category,
    coalesce(message.contact_country, click.contact_country) AS contact_country
  FROM fact_clicks AS click
  LEFT JOIN int_sent_messages AS message ON message.message_key = click.message_key
  CROSS JOIN stg_reporting_settings
),
unplaced AS (
  SELECT * FROM sent
  UNION ALL
  SELECT * FROM clicked WHERE reason IS NOT NULL
)
SELECT
  reason,
  coalesce(button_kind, 'unknown') AS button_kind,
  CASE WHEN reason = 'not_reported' THEN count(DISTINCT message_key) END AS sent,
  CASE WHEN reason = 'not_reported'
    THEN count(DISTINCT CASE WHEN is_delivered THEN message_key END) END AS delivered,
  CASE WHEN reason <> 'not_reported' THEN count(event_key) END AS clicks
FROM unplaced
WHERE day BETWEEN DATE '2026-11-01' /* from */ AND DATE '2026-11-28' /* through */
  AND '' /* number */ IN ('', coalesce(endpoint_id, 'unknown'))
  AND '' /* campaign */ IN ('', coalesce(campaign_id, 'unknown'))
  AND '' /* category */ IN ('', coalesce(category, 'unknown'))
  AND '' /* country */ IN ('', coalesce(contact_country, 'unknown'))
  AND '' /* channel */ IN ('', coalesce(channel, 'unknown'))
GROUP BY reason, coalesce(button_kind, 'unknown')
ORDER BY 1, 2
