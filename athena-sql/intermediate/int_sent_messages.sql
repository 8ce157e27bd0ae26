-- Grain: one row per outbound message (message_key) that counts as sent, on its day in the
-- reporting zone, from first_day on.
-- Sent: a status of it was seen (int_messages.accepted_at), so a message with only `delivered` or
-- only `failed` counts; one that the business only recorded, or that was echoed from its phone,
-- does not: its outcome is unknown.
-- Delivered beats failed: vendors report both for a message that got through late.
CREATE OR REPLACE VIEW int_sent_messages AS
WITH outbound AS (
  SELECT
    *,
    CAST(at_timezone(with_timezone(accepted_at, 'UTC'), reporting_zone) AS date) AS day
  FROM int_messages
  CROSS JOIN stg_reporting_settings
  WHERE direction = 'outbound'
)
SELECT
  message_key,
  day,
  accepted_at,
  channel,
  source,
  account_id,
  endpoint_id,
  campaign_id,
  template_key,
  category,
  contact_country,
  sent_buttons,
  delivery_stated_at,
  delivered_at IS NOT NULL AS is_delivered,
  read_at IS NOT NULL AS is_read,
  played_at IS NOT NULL AS is_played,
  failed_at IS NOT NULL AND delivered_at IS NULL AS is_failed,
  error_code
FROM outbound
-- What was never accepted has no day.
WHERE day >= first_day
