-- Grain: one row per message (message_key), inbound or outbound, with what follows from its events.
-- Reading or playing implies delivery, which Meta then may leave out.
-- `accepted_at` is when it counts as sent: the vendor reports a status only for messages it
-- accepted, so a message with only a later status counts too; one that was only recorded by the
-- business, or echoed from its phone, does not. `acceptance_stated_at` is when the vendor stated
-- that it took the message.
-- `message_at` is when it was received or accepted; where it was only recorded or echoed, the time
-- of that. `known_by_key` is the contact it came from or went to: in a group's message it may be
-- any participant.
-- `is_talk`: part of a conversation with one contact: it came from them, was delivered, or was
-- echoed.
-- `is_touch`: what failed, or was only recorded, reached nobody.
-- `is_attributable`: whether a reply may be attributed to it, by what was seen of it
-- (docs/metrics.md).
-- Materialized: table
-- Parts: message_key
CREATE OR REPLACE VIEW int_messages AS
WITH timed AS (
  SELECT
    *,
    concat(template_name, '/', coalesce(template_language, '')) AS template_key,
    coalesce(pricing_category, template_category) AS category,
    coalesce(sent_at, first_status_at) AS accepted_at,
    coalesce(sent_at, queued_at) AS acceptance_stated_at,
    coalesce(delivery_stated_at, reading_stated_at, played_at) AS delivered_at,
    coalesce(reading_stated_at, played_at) AS read_at,
    coalesce(recipient_type, '') = 'group' OR group_key IS NOT NULL AS is_of_group
  FROM int_message_events_pivoted
)
SELECT
  *,
  CASE WHEN direction = 'inbound' THEN received_from_contact_at
    ELSE coalesce(accepted_at, first_event_at) END AS message_at,
  CASE WHEN direction = 'inbound' OR NOT is_of_group THEN contact_key END AS known_by_key,
  NOT is_of_group AND (
    direction = 'inbound'
    OR delivered_at IS NOT NULL
    OR echoed_at IS NOT NULL AND coalesce(failed_at, sent_at, queued_at) IS NULL
  ) AS is_talk,
  direction = 'outbound' AND (
    delivered_at IS NOT NULL
    OR failed_at IS NULL AND coalesce(sent_at, queued_at, echoed_at) IS NOT NULL
  ) AS is_touch,
  direction = 'outbound'
    AND (failed_at IS NULL OR delivered_at IS NOT NULL)
    AND (
      coalesce(campaign_id, template_name) IS NOT NULL
      OR coalesce(pricing_category, '') IN ('marketing', 'marketing_lite', 'utility',
        'authentication', 'authentication_international', 'group_marketing', 'group_utility')
    ) AS is_attributable
FROM timed
