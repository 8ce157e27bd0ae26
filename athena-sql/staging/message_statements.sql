-- Grain: one row per message (message_key), inbound or outbound: everything that events state of it.
-- Each status keeps the earliest time it was stated. Of facts that several events state, as after a correction, the greatest
-- counts, so that the order of arrival does not matter.
-- A message whose events lie on two days (events) is one row: it is grouped by its key alone, over all days.
-- What went to a group has no contact: each of its statuses names another participant (fact_message_status has them).
CREATE OR REPLACE VIEW message_statements AS
SELECT
  message_key,
  max(direction) AS direction,
  max(channel) AS channel,
  max(account_id) AS account_id,
  max(endpoint_id) AS endpoint_id,
  max(CASE WHEN direction = 'outbound' AND recipient_type = 'group' THEN NULL ELSE contact_key END) AS contact_key,
  max(CASE WHEN direction = 'outbound' AND recipient_type = 'group' THEN NULL ELSE contact_country END) AS contact_country,
  max(recipient_type) AS recipient_type,
  max(group_key) AS group_key,
  max(reply_to_key) AS reply_to_key,
  max(message_type) AS message_type,
  max(campaign_id) AS campaign_id,
  max(template_name) AS template_name,
  max(template_language) AS template_language,
  max(template_version) AS template_version,
  max(template_category) AS template_category,
  max(experiment_id) AS experiment_id,
  max(experiment_arm) AS experiment_arm,
  max(cost_tag) AS cost_tag,
  max(sent_buttons) AS sent_buttons,
  max(pricing_category) AS pricing_category,
  max(pricing_type) AS pricing_type,
  max(pricing_model) AS pricing_model,
  max(conversation_id) AS conversation_id,
  min(event_at) AS first_event_at,
  min(CASE WHEN event_type IN ('message_received', 'message_clicked', 'flow_submitted', 'order_placed') THEN event_at END)
    AS received_from_contact_at,
  min(CASE WHEN event_type = 'message_echoed' THEN event_at END) AS echoed_at,
  min(CASE WHEN event_type IN ('message_queued', 'message_sent', 'message_delivered', 'message_read', 'message_played',
    'message_failed') THEN event_at END) AS first_status_at,
  min(CASE WHEN event_type = 'message_queued' THEN event_at END) AS queued_at,
  min(CASE WHEN event_type = 'message_sent' THEN event_at END) AS sent_at,
  min(CASE WHEN event_type = 'message_delivered' THEN event_at END) AS delivered_at,
  min(CASE WHEN event_type = 'message_read' THEN event_at END) AS read_at,
  min(CASE WHEN event_type = 'message_played' THEN event_at END) AS played_at,
  min(CASE WHEN event_type = 'message_failed' THEN event_at END) AS failed_at,
  max(CASE WHEN event_type = 'message_failed' THEN error_code END) AS error_code,
  max(CASE event_type WHEN 'flow_submitted' THEN 'flow_submit' WHEN 'message_clicked' THEN 'tap' WHEN 'order_placed' THEN 'order'
    WHEN 'message_received' THEN 'reply' END) AS reply_kind,
  max(reply_id) AS reply_id
FROM reporting_events
WHERE family = 'messaging'
  AND message_key IS NOT NULL
GROUP BY message_key
