-- Grain: one row per event (event_key) with which a contact opted in or out of a scope of messages,
-- as it was stated.
CREATE OR REPLACE VIEW int_consent_changes AS
SELECT
  event_key,
  min(event_at) AS consent_at,
  max(contact_key) AS contact_key,
  max(contact_country) AS contact_country,
  max(channel) AS channel,
  max(account_id) AS account_id,
  max(endpoint_id) AS endpoint_id,
  max(consent_scope) AS consent_scope,
  max(event_type) = 'opted_in' AS is_opt_in,
  max(source) AS source
FROM int_window_events
WHERE family = 'engagement'
  AND event_type IN ('opted_in', 'opted_out')
GROUP BY event_key
