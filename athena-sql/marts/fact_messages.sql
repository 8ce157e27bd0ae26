-- Grain: one row per message (message_key), inbound or outbound.
-- Winner: `state` is the furthest that any event states, never the last that arrived; `failed` only
-- where it did not arrive.
-- Reading or playing implies delivery, which Meta then may leave out: `delivered_inferred` says
-- where.
-- `accepted_at` is when it counts as sent: a message with only a later status counts too; one that
-- was only recorded by the business, or echoed from its phone, does not. `acceptance_stated_at` is
-- when the vendor stated that it took the message, NULL where only a later status was seen.
-- `response_kind` is what a contact did (reply, click, flow_submit, order); `reply_kind` is the
-- vendor's word, as in events. `is_creditable`: a reply may be attributed to it (docs/metrics.md).
CREATE OR REPLACE VIEW fact_messages AS
SELECT
  message_key,
  direction,
  channel,
  source,
  account_id,
  endpoint_id,
  contact_key,
  contact_country,
  recipient_type, group_key,
  reply_to_key,
  message_type, response_kind, reply_kind, reply_id,
  campaign_id,
  template_name, template_language, template_version, template_key,
  category,
  experiment_id, experiment_arm, cost_tag, sent_buttons,
  pricing_category, pricing_type, pricing_model, conversation_id,
  first_event_at,
  received_from_contact_at,
  first_status_at,
  echoed_at,
  accepted_at,
  sent_at,
  acceptance_stated_at,
  delivered_at,
  delivered_at IS NOT NULL AND delivery_stated_at IS NULL AS delivered_inferred,
  read_at,
  played_at,
  failed_at,
  error_code,
  CASE
    WHEN direction = 'inbound' THEN 'received'
    WHEN played_at IS NOT NULL THEN 'played'
    WHEN read_at IS NOT NULL THEN 'read'
    WHEN delivered_at IS NOT NULL THEN 'delivered'
    WHEN failed_at IS NOT NULL THEN 'failed'
    WHEN sent_at IS NOT NULL THEN 'sent'
    WHEN queued_at IS NOT NULL THEN 'queued'
    WHEN echoed_at IS NOT NULL THEN 'echoed'
    ELSE 'recorded'
  END AS state,
  is_attributable AS is_creditable
FROM int_messages
