-- Grain: one row per message (message_key), inbound or outbound, and of what a contact sent, which message has the credit.
-- Winner: the message that it quotes, whatever its age, also one that the lake never saw, but none that a contact sent; else
-- the latest that went to the person from the same number before it, within 24 hours, or 72, if credit may be given to it.
-- What an agent or the phone wrote ends the credit of what was before; what failed, or was only recorded, earns and ends
-- nothing. Of a group's messages, and of a contact whom nobody knows, only a quote counts. 24 hours to the second still count.
CREATE OR REPLACE VIEW message_credits AS
WITH contacts AS (
  SELECT * FROM message_contacts
),
talk AS (
  SELECT
    *,
    CASE WHEN direction = 'outbound' AND state NOT IN ('failed', 'recorded') THEN message_at END AS touched_at,
    CASE WHEN is_of_group OR person_key IS NULL THEN message_key END AS alone_key,
    CASE WHEN NOT is_creditable THEN ' 0' WHEN is_talk THEN ' 2' ELSE ' 1' END AS credit
  FROM (SELECT * FROM contacts UNION ALL SELECT * FROM contacts WHERE FALSE) AS whole -- alias_persons says why
  WHERE direction IN ('inbound', 'outbound') AND message_at IS NOT NULL
),
touched AS (
  SELECT
    *,
    max(CASE WHEN is_talk THEN message_at END) OVER (in_order ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS previous_talk_at,
    max(touched_at) OVER in_order AS last_touched_at,
    -- The latest, and of one instant the greatest key: 26 characters of time, the key, and whether credit may be given.
    max(concat(date_format(touched_at, '%Y-%m-%d %H:%i:%s.%f'), message_key, credit)) OVER in_order AS touch
  FROM talk
  -- Of one instant, what came in stands first: it does not answer what was sent in the same second.
  WINDOW in_order AS (PARTITION BY alone_key, person_key, channel, endpoint_id ORDER BY message_at, direction, message_key)
),
judged AS (
  SELECT
    message.*,
    quoted.accepted_at AS quoted_at,
    CASE
      WHEN message.direction = 'outbound' THEN NULL
      WHEN message.reply_to_key IS NOT NULL AND coalesce(quoted.direction, '') <> 'inbound' THEN 'context'
      WHEN touch IS NULL OR substr(touch, -1) = '0' THEN 'none'
      WHEN message.message_at <= last_touched_at + INTERVAL '24' HOUR THEN 'last_touch_24h'
      WHEN message.message_at <= last_touched_at + INTERVAL '72' HOUR THEN 'last_touch_72h'
      ELSE 'none'
    END AS method
  FROM touched AS message
  LEFT JOIN fact_messages AS quoted ON quoted.message_key = message.reply_to_key
)
SELECT
  message_key, direction, person_key, channel, account_id, endpoint_id, contact_country, is_of_group, is_talk, message_at,
  -- The last one before it that is part of a conversation, for where fact_conversations begins the next.
  previous_talk_at, accepted_at, campaign_id, template_key, category, reply_kind, method,
  CASE method WHEN 'context' THEN reply_to_key WHEN 'last_touch_24h' THEN substr(touch, 27, length(touch) - 28)
    WHEN 'last_touch_72h' THEN substr(touch, 27, length(touch) - 28) END AS credited_message_key,
  CASE method WHEN 'context' THEN quoted_at WHEN 'last_touch_24h' THEN last_touched_at WHEN 'last_touch_72h' THEN last_touched_at
    END AS credited_at,
  -- The credited one is of the same conversation (fact_conversations).
  coalesce(method, '') = 'last_touch_24h' AND substr(touch, -1) = '2' AS is_answer
FROM judged
