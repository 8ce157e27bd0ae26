-- Grain: one row per message, recipient and status: when it was first stated. `recipient_key` is
-- the participant where the message went to a group, and '' otherwise, because one contact may be
-- stated by several of its keys.
-- Winner: the earliest time; of what several copies state beside it, the greatest.
-- Only stated statuses are here; a delivery implied by reading is not (fact_messages has it).
-- Materialized: table
-- Parts: message_key
CREATE OR REPLACE VIEW fact_message_status AS
WITH statuses AS (
  SELECT
    *,
    CASE WHEN recipient_type = 'group' THEN coalesce(contact_key, '') ELSE '' END AS recipient_key,
    substr(event_type, 9) AS message_status
  FROM int_window_events
  WHERE family = 'messaging'
    AND message_key IS NOT NULL
    AND event_type IN ('message_queued', 'message_sent', 'message_delivered', 'message_read',
      'message_played', 'message_failed')
)
SELECT
  message_key,
  recipient_key,
  message_status AS status,
  CASE message_status
    WHEN 'queued' THEN 1
    WHEN 'sent' THEN 2
    WHEN 'delivered' THEN 3
    WHEN 'read' THEN 4
    WHEN 'played' THEN 5
  END AS status_rank,
  min(event_at) AS status_at,
  max(error_code) AS error_code,
  max(channel) AS channel,
  max(account_id) AS account_id,
  max(endpoint_id) AS endpoint_id,
  max(contact_key) AS contact_key,
  max(contact_country) AS contact_country,
  max(recipient_type) AS recipient_type,
  max(pricing_category) AS pricing_category,
  max(pricing_type) AS pricing_type,
  max(pricing_model) AS pricing_model
FROM statuses
GROUP BY
  message_key,
  recipient_key,
  message_status
