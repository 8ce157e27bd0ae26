-- Grain: one row per message (message_key), inbound or outbound, and of what a contact sent, which message it is attributed to.
-- Winner: the message that it quotes, whatever its age, also one that the lake never saw, but none that a contact sent; else
-- the touch (int_message_touches) within 24 hours, or 72, if a reply may be attributed to that one. 24 hours to the second still
-- count. The whole rule stands in docs/metrics.md, "How replies are attributed".
-- `latency_seconds` is NULL where the acceptance was not seen, or would lie behind the reply: two clocks disagree.
CREATE OR REPLACE VIEW int_message_attributions AS
WITH judged AS (
  SELECT
    message.*,
    quoted.accepted_at AS quoted_at,
    quoted.acceptance_stated_at AS quoted_acceptance_stated_at,
    quoted.campaign_id AS quoted_campaign_id,
    quoted.template_key AS quoted_template_key,
    quoted.category AS quoted_category,
    CASE
      WHEN message.direction = 'outbound' THEN NULL
      WHEN message.reply_to_key IS NOT NULL AND coalesce(quoted.direction, '') <> 'inbound' THEN 'context'
      WHEN NOT coalesce(message.touch_is_creditable, FALSE) THEN 'none'
      WHEN message.message_at <= message.touched_at + INTERVAL '24' HOUR THEN 'last_touch_24h'
      WHEN message.message_at <= message.touched_at + INTERVAL '72' HOUR THEN 'last_touch_72h'
      ELSE 'none'
    END AS method
  FROM int_message_touches AS message
  LEFT JOIN fact_messages AS quoted ON quoted.message_key = message.reply_to_key
),
attributed AS (
  SELECT
    *,
    CASE WHEN method = 'context' THEN reply_to_key WHEN method <> 'none' THEN touch_message_key END AS credited_message_key,
    CASE WHEN method = 'context' THEN quoted_at WHEN method <> 'none' THEN touched_at END AS credited_at,
    CASE WHEN method = 'context' THEN quoted_acceptance_stated_at WHEN method <> 'none' THEN touch_acceptance_stated_at END
      AS answered_at,
    CASE WHEN method = 'context' THEN quoted_campaign_id WHEN method <> 'none' THEN touch_campaign_id END AS attributed_campaign_id,
    CASE WHEN method = 'context' THEN quoted_template_key WHEN method <> 'none' THEN touch_template_key END AS attributed_template_key,
    CASE WHEN method = 'context' THEN quoted_category WHEN method <> 'none' THEN touch_category END AS attributed_category
  FROM judged
)
SELECT
  message_key, direction, person_key, channel, account_id, endpoint_id, contact_country, is_of_group, is_talk, message_at,
  previous_talk_at, accepted_at, campaign_id, template_key, category, response_kind, reply_kind, method,
  credited_message_key, credited_at,
  CASE WHEN answered_at <= message_at THEN date_diff('second', answered_at, message_at) END AS latency_seconds,
  attributed_campaign_id, attributed_template_key, attributed_category,
  -- The one it is attributed to is of the same conversation (fact_conversations).
  coalesce(method, '') = 'last_touch_24h' AND touch_is_talk AS is_answer
FROM attributed
