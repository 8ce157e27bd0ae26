-- Grain: one row per message (message_key), inbound or outbound: all that events state of it.
-- Winner: of each status the earliest time. What the business states is taken by member: of sends
-- before the callback string that the vendor echoes, then the latest, then the last received.
-- Number, account, source and contact (a group has none) are the vendor's, else the latest send's.
CREATE OR REPLACE VIEW int_message_events_pivoted AS
WITH stated AS (
  SELECT
    *, event_type = 'message_recorded' AS is_send,
    -- No part of it is NULL: Trino does not compare such rows.
    ROW(CASE event_type WHEN 'message_recorded' THEN 1 ELSE 0 END,
      coalesce(event_at, TIMESTAMP '1900-01-01 00:00:00'),
      coalesce(received_at, TIMESTAMP '1900-01-01 00:00:00'), event_key) AS seq,
    coalesce(direction, '') = 'outbound' AND coalesce(recipient_type, '') = 'group' AS is_to_group,
    CASE event_type WHEN 'flow_submitted' THEN 'flow_submit' WHEN 'message_clicked' THEN 'click'
      WHEN 'order_placed' THEN 'order' WHEN 'message_received' THEN 'reply' END AS response_kind,
    event_type IN ('message_queued', 'message_sent', 'message_delivered', 'message_read',
      'message_played', 'message_failed') AS is_status
  FROM int_window_events
  WHERE family = 'messaging' AND message_key IS NOT NULL
)
SELECT
  message_key, max(direction) AS direction, max(channel) AS channel,
  coalesce(max(CASE WHEN NOT is_send THEN source END), max(source)) AS source,
  coalesce(max(CASE WHEN NOT is_send THEN account_id END),
    max_by(account_id, CASE WHEN account_id IS NOT NULL THEN seq END)) AS account_id,
  coalesce(max(CASE WHEN NOT is_send THEN endpoint_id END),
    max_by(endpoint_id, CASE WHEN endpoint_id IS NOT NULL THEN seq END)) AS endpoint_id,
  coalesce(max(CASE WHEN NOT is_send AND NOT is_to_group THEN contact_key END), max_by(contact_key,
    CASE WHEN contact_key IS NOT NULL AND NOT is_to_group THEN seq END)) AS contact_key,
  coalesce(max(CASE WHEN NOT is_send AND NOT is_to_group THEN contact_country END), max_by(
    contact_country, CASE WHEN contact_country IS NOT NULL AND NOT is_to_group THEN seq END))
    AS contact_country,
  max(recipient_type) AS recipient_type, max(group_key) AS group_key,
  max(reply_to_key) AS reply_to_key, max(message_type) AS message_type,
  max_by(campaign_id, CASE WHEN campaign_id IS NOT NULL THEN seq END) AS campaign_id,
  max_by(template_name, CASE WHEN template_name IS NOT NULL THEN seq END) AS template_name,
  max_by(template_language, CASE WHEN template_language IS NOT NULL THEN seq END)
    AS template_language,
  max_by(template_version, CASE WHEN template_version IS NOT NULL THEN seq END) AS template_version,
  max_by(template_category, CASE WHEN template_category IS NOT NULL THEN seq END)
    AS template_category,
  max_by(experiment_id, CASE WHEN experiment_id IS NOT NULL THEN seq END) AS experiment_id,
  max_by(experiment_arm, CASE WHEN experiment_arm IS NOT NULL THEN seq END) AS experiment_arm,
  max_by(cost_tag, CASE WHEN cost_tag IS NOT NULL THEN seq END) AS cost_tag,
  max_by(sent_buttons, CASE WHEN sent_buttons IS NOT NULL THEN seq END) AS sent_buttons,
  max(pricing_category) AS pricing_category, max(pricing_type) AS pricing_type,
  max(pricing_model) AS pricing_model, max(conversation_id) AS conversation_id,
  min(CASE WHEN response_kind IS NOT NULL THEN event_at END) AS received_from_contact_at,
  min(event_at) AS first_event_at, min(CASE WHEN is_status THEN event_at END) AS first_status_at,
  min(CASE event_type WHEN 'message_echoed' THEN event_at END) AS echoed_at,
  min(CASE event_type WHEN 'message_queued' THEN event_at END) AS queued_at,
  min(CASE event_type WHEN 'message_sent' THEN event_at END) AS sent_at,
  min(CASE event_type WHEN 'message_delivered' THEN event_at END) AS delivery_stated_at,
  min(CASE event_type WHEN 'message_read' THEN event_at END) AS reading_stated_at,
  min(CASE event_type WHEN 'message_played' THEN event_at END) AS played_at,
  min(CASE event_type WHEN 'message_failed' THEN event_at END) AS failed_at,
  max(CASE event_type WHEN 'message_failed' THEN error_code END) AS error_code,
  max(response_kind) AS response_kind, max(reply_kind) AS reply_kind, max(reply_id) AS reply_id
FROM stated
GROUP BY message_key
