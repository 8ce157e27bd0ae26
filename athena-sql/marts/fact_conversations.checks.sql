-- Description: Talks of one person with one number of the business, with no pause of more than 24
-- hours in them.
-- fail: a conversation appears once
SELECT conversation_key, count(*) AS copies
FROM fact_conversations
GROUP BY conversation_key
HAVING count(*) > 1;
-- fail: every message of a talk is in one conversation
SELECT talk.messages, conversations.messages AS in_conversations
FROM (
  SELECT count(*) AS messages
  FROM int_message_attributions
  WHERE is_talk AND person_key IS NOT NULL
) AS talk
CROSS JOIN (
  SELECT coalesce(sum(outbound_messages + inbound_messages), 0) AS messages
  FROM fact_conversations
) AS conversations
WHERE talk.messages <> conversations.messages;
-- fail: who began it wrote in it, and it ends no sooner than it begins
SELECT conversation_key
FROM fact_conversations
WHERE (started_by = 'business' AND outbound_messages = 0)
  OR (started_by = 'contact' AND inbound_messages = 0)
  OR ended_at < started_at;
-- fail: only what the business wrote can be answered
SELECT conversation_key
FROM fact_conversations
WHERE (is_engaged OR is_attributed) AND outbound_messages = 0;
-- fail: one that the business began is engaged exactly where the contact wrote in it
SELECT conversation_key
FROM fact_conversations
WHERE started_by = 'business' AND is_engaged <> (inbound_messages > 0);
-- fail: it is attributed where a reply is
SELECT conversation_key
FROM fact_conversations
WHERE is_attributed <> (attributed_replies > 0);
-- warn: a conversation ends within a month: a longer one may be two machines that answer each other
SELECT conversation_key, started_at, ended_at
FROM fact_conversations
WHERE ended_at > started_at + INTERVAL '31' DAY;
