-- Description: Every message that can be placed in time, and of what contacts sent, which message
-- of the business it is attributed to.
-- fail: a message appears once
SELECT message_key, count(*) AS copies
FROM int_message_attributions
GROUP BY message_key
HAVING count(*) > 1;
-- fail: nothing is attributed to itself
SELECT message_key
FROM int_message_attributions
WHERE attributed_message_key = message_key;
-- fail: what the business sent has no method of its own
SELECT message_key
FROM int_message_attributions
WHERE direction = 'outbound' AND method IS NOT NULL;
-- fail: what went to a group is nobody's
SELECT message_key
FROM int_message_attributions
WHERE is_of_group AND direction = 'outbound' AND person_key IS NOT NULL;
-- fail: no message is lost or added
SELECT count(*) AS more_or_fewer
FROM int_message_attributions AS attributed
FULL JOIN (
  SELECT message_key
  FROM int_messages
  WHERE direction IN ('inbound', 'outbound') AND message_at IS NOT NULL
) AS message ON message.message_key = attributed.message_key
WHERE attributed.message_key IS NULL OR message.message_key IS NULL
HAVING count(*) > 0;
-- fail: what it is attributed to by time is before it
SELECT message_key, message_at, attributed_at
FROM int_message_attributions
WHERE method IN ('last_touch_24h', 'last_touch_72h') AND attributed_at >= message_at;
-- warn: of a message outside groups it is known whose it is
SELECT message_key, direction
FROM int_message_attributions
WHERE NOT is_of_group AND person_key IS NULL;
