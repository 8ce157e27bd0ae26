-- Grain: one row per message (message_key), inbound or outbound: everything that events state of it.
-- Winner: each status keeps the earliest time of its rows, in whatever order they came. A copy that the front door refuses leaves
-- no row, whatever time it states: its key has no time in it. What the business states of its own message (campaign, template,
-- experiment, cost tag, buttons) is taken member by member: from the sends before the callback string that the vendor echoes; of
-- these the latest by its own time (`sent_at`, else the receive time), then the last received. Number, account and contact are the
-- vendor's where it states them, else those of the latest send.
-- A message whose events lie on two days (events) is one row: it is grouped by its key alone, over all days.
-- What went to a group has no contact: each of its statuses names another participant (fact_message_status has them).
CREATE OR REPLACE VIEW int_message_events_pivoted AS
WITH stated AS (
  SELECT
    *,
    event_type = 'message_recorded' AS is_send,
    -- No part of it is NULL: Trino does not compare such rows. Of what one instant brought, the event's key decides.
    ROW(CASE WHEN event_type = 'message_recorded' THEN 1 ELSE 0 END, coalesce(event_at, TIMESTAMP '1900-01-01 00:00:00'),
      coalesce(received_at, TIMESTAMP '1900-01-01 00:00:00'), event_key) AS place,
    CASE WHEN direction = 'outbound' AND recipient_type = 'group' THEN NULL ELSE contact_key END AS one_contact_key,
    CASE WHEN direction = 'outbound' AND recipient_type = 'group' THEN NULL ELSE contact_country END AS one_contact_country
  FROM int_reporting_events
  WHERE family = 'messaging' AND message_key IS NOT NULL
)
SELECT
  message_key, max(direction) AS direction, max(channel) AS channel,
  coalesce(max(CASE WHEN NOT is_send THEN account_id END), max_by(account_id, CASE WHEN account_id IS NOT NULL THEN place END)) AS account_id,
  coalesce(max(CASE WHEN NOT is_send THEN endpoint_id END), max_by(endpoint_id, CASE WHEN endpoint_id IS NOT NULL THEN place END)) AS endpoint_id,
  coalesce(max(CASE WHEN NOT is_send THEN one_contact_key END), max_by(one_contact_key, CASE WHEN one_contact_key IS NOT NULL THEN place END))
    AS contact_key,
  coalesce(max(CASE WHEN NOT is_send THEN one_contact_country END),
    max_by(one_contact_country, CASE WHEN one_contact_country IS NOT NULL THEN place END)) AS contact_country,
  max(recipient_type) AS recipient_type, max(group_key) AS group_key, max(reply_to_key) AS reply_to_key, max(message_type) AS message_type,
  max_by(campaign_id, CASE WHEN campaign_id IS NOT NULL THEN place END) AS campaign_id,
  max_by(template_name, CASE WHEN template_name IS NOT NULL THEN place END) AS template_name,
  max_by(template_language, CASE WHEN template_language IS NOT NULL THEN place END) AS template_language,
  max_by(template_version, CASE WHEN template_version IS NOT NULL THEN place END) AS template_version,
  max_by(template_category, CASE WHEN template_category IS NOT NULL THEN place END) AS template_category,
  max_by(experiment_id, CASE WHEN experiment_id IS NOT NULL THEN place END) AS experiment_id,
  max_by(experiment_arm, CASE WHEN experiment_arm IS NOT NULL THEN place END) AS experiment_arm,
  max_by(cost_tag, CASE WHEN cost_tag IS NOT NULL THEN place END) AS cost_tag,
  max_by(sent_buttons, CASE WHEN sent_buttons IS NOT NULL THEN place END) AS sent_buttons,
  max(pricing_category) AS pricing_category, max(pricing_type) AS pricing_type, max(pricing_model) AS pricing_model,
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
  max(CASE event_type WHEN 'flow_submitted' THEN 'flow_submit' WHEN 'message_clicked' THEN 'click' WHEN 'order_placed' THEN 'order'
    WHEN 'message_received' THEN 'reply' END) AS response_kind,
  max(reply_kind) AS reply_kind, max(reply_id) AS reply_id
FROM stated
GROUP BY message_key
