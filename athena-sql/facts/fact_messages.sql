-- Grain: one row per message (message_key), inbound or outbound.
-- Each status keeps the earliest time it was stated. Reading or playing implies delivery, which Meta then may leave out.
-- A message whose events lie on two days (events) is one row: it is grouped by its key alone, over all days.
CREATE OR REPLACE VIEW fact_messages AS
WITH stated AS (
  SELECT
    message_key,
    max(direction) AS direction,
    max(channel) AS channel,
    max(account_id) AS account_id,
    max(endpoint_id) AS endpoint_id,
    max(contact_key) AS contact_key,
    max(reply_to_key) AS reply_to_key,
    max(message_type) AS message_type,
    max(template_name) AS template_name,
    max(campaign_id) AS campaign_id,
    max(pricing_category) AS pricing_category,
    max(pricing_type) AS pricing_type,
    max(pricing_model) AS pricing_model,
    min(event_at) AS first_event_at,
    min(CASE WHEN event_type IN ('message_received', 'message_clicked', 'flow_submitted', 'order_placed') THEN event_at END)
      AS received_from_contact_at,
    min(CASE WHEN event_type IN ('message_queued', 'message_sent', 'message_delivered', 'message_read', 'message_played',
      'message_failed') THEN event_at END) AS first_status_at,
    min(CASE WHEN event_type = 'message_sent' THEN event_at END) AS sent_at,
    min(CASE WHEN event_type = 'message_delivered' THEN event_at END) AS delivered_stated_at,
    min(CASE WHEN event_type = 'message_read' THEN event_at END) AS read_stated_at,
    min(CASE WHEN event_type = 'message_played' THEN event_at END) AS played_at,
    min(CASE WHEN event_type = 'message_failed' THEN event_at END) AS failed_at,
    max(CASE WHEN event_type = 'message_failed' THEN error_code END) AS error_code
  FROM events
  WHERE family = 'messaging'
    AND message_key IS NOT NULL
  GROUP BY message_key
)
SELECT
  message_key,
  direction,
  channel,
  account_id,
  endpoint_id,
  contact_key,
  reply_to_key,
  message_type,
  template_name,
  campaign_id,
  pricing_category,
  pricing_type,
  pricing_model,
  first_event_at,
  received_from_contact_at,
  first_status_at,
  sent_at,
  coalesce(delivered_stated_at, read_stated_at, played_at) AS delivered_at,
  delivered_stated_at IS NULL AND coalesce(read_stated_at, played_at) IS NOT NULL AS delivered_inferred,
  coalesce(read_stated_at, played_at) AS read_at,
  played_at,
  failed_at,
  error_code
FROM stated
