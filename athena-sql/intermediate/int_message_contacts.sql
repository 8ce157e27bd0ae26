-- Grain: one row per message (message_key), inbound or outbound, with the person at the other end.
-- `person_key` is who sent it, or whom it went to; NULL where nobody knows, and of what went to a group. One person has one
-- key whatever number or user id the message knows them by (int_alias_persons).
-- `message_at` is when it was received, or accepted; where it was only recorded or echoed, when that was. `is_talk` says whether
-- it is part of a conversation with one contact: it came from them, was delivered, or was echoed.
CREATE OR REPLACE VIEW int_message_contacts AS
WITH messages AS (
  SELECT
    *,
    coalesce(recipient_type, '') = 'group' OR group_key IS NOT NULL AS is_of_group,
    -- Of a group's participants, any one may stand in its message.
    CASE WHEN direction = 'inbound' OR (coalesce(recipient_type, '') <> 'group' AND group_key IS NULL) THEN contact_key END
      AS known_by_key,
    CASE WHEN direction = 'inbound' THEN received_from_contact_at ELSE coalesce(accepted_at, first_event_at) END AS message_at
  FROM fact_messages
)
SELECT
  message.message_key,
  message.direction,
  message.channel,
  message.account_id,
  message.endpoint_id,
  message.contact_key,
  coalesce(holder.person_key, message.known_by_key) AS person_key,
  message.contact_country,
  message.is_of_group,
  NOT message.is_of_group AND (message.direction = 'inbound' OR message.delivered_at IS NOT NULL OR message.state = 'echoed')
    AS is_talk,
  message.message_at,
  message.accepted_at,
  message.acceptance_stated_at,
  message.delivered_at,
  message.state,
  message.is_creditable,
  message.response_kind,
  message.reply_kind,
  message.reply_to_key,
  message.campaign_id,
  message.template_key,
  message.category
FROM messages AS message
LEFT JOIN int_alias_persons AS holder
  ON holder.alias_key = message.known_by_key
  AND message.message_at >= holder.held_from
  AND message.message_at < holder.held_until
