-- The message: what it is, whose it is, and how far it came. Keys: of messages.
SELECT
  message_key,
  direction,
  state,
  coalesce(received_from_contact_at, accepted_at, first_event_at) AS message_at,
  channel,
  account_id,
  endpoint_id,
  contact_key,
  contact_country,
  recipient_type,
  group_key,
  message_type,
  response_kind,
  reply_kind,
  reply_id,
  reply_to_key,
  campaign_id,
  template_name,
  template_language,
  template_version,
  category,
  experiment_id,
  experiment_arm,
  cost_tag,
  sent_buttons,
  error_code
FROM fact_messages
WHERE message_key IN ('' /* keys */)
ORDER BY message_key
