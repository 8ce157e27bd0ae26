-- Clicks on the message's buttons, rows and links. Keys: of messages.
SELECT
  clicked_at,
  button_kind,
  button_id,
  position,
  position_source
FROM fact_clicks
WHERE message_key IN ('' /* keys */)
ORDER BY
  clicked_at,
  event_key
