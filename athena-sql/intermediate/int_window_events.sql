-- Grain: one row per event (event_key) of the reporting window, with what numbers are made of; as
-- in `events`, an event may have a second row.
-- Everything that is counted reads this, and nothing else of the events: so that one generation of
-- numbers is of the same events, and these are read once. The views of `quality` read
-- int_reporting_events, which is always current.
-- Materialized: table
-- Parts: message_key
CREATE OR REPLACE VIEW int_window_events AS
SELECT
  event_key, event_type, family, source, event_at, received_at, channel, direction, account_id,
  endpoint_id, contact_key, phone_key, bsuid_key, parent_bsuid_key, username_key,
  previous_phone_key, previous_bsuid_key, previous_parent_bsuid_key, contact_country, group_key,
  message_key, reply_to_key, message_type, reply_kind, reply_id, click_kind, error_code,
  recipient_type, conversation_id, pricing_category, pricing_type, pricing_model, amount_minor,
  currency, template_name, template_language, template_version, template_category, campaign_id,
  experiment_id, experiment_arm, cost_tag, sent_buttons, consent_scope
FROM int_reporting_events
