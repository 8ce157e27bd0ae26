-- Grain: one row per message (message_key) of the business to one contact who is known.
-- Whether it lies in the contact's service window: the person wrote to the same number, on the same
-- channel, at most 24 hours before the message was accepted; exactly 24 hours count, and so does
-- the same instant. What counts as writing is what fact_replies has: a reaction does not.
CREATE OR REPLACE VIEW int_service_windows AS
WITH followed AS (
  SELECT
    message_key,
    direction,
    message_at,
    max(CASE direction WHEN 'inbound' THEN message_at END) OVER (
      PARTITION BY person_key, channel, endpoint_id ORDER BY message_at, direction, message_key
    ) AS written_at
  FROM int_message_attributions
  WHERE person_key IS NOT NULL
    AND NOT is_of_group
)
SELECT
  message_key,
  coalesce(message_at <= written_at + INTERVAL '24' HOUR, FALSE) AS is_in_service_window
FROM followed
WHERE direction = 'outbound'
