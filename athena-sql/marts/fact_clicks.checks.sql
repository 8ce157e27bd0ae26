-- Description: Clicks on buttons and rows, forms that were sent, and clicks on links that Meta
-- observes, by kind, with the button's place in the message as it was sent.
-- fail: a click appears once
SELECT event_key, count(*) AS copies
FROM fact_clicks
GROUP BY event_key
HAVING count(*) > 1;
-- fail: a position comes from the message as it was sent, and only from there
SELECT event_key, position, position_source
FROM fact_clicks
WHERE (position_source = 'snapshot') <> (position IS NOT NULL);
-- warn: a click on a button names its message
SELECT event_key, click_kind
FROM fact_clicks
WHERE button_kind IN ('template_quick_reply', 'button_reply', 'list_reply') AND message_key IS NULL;
-- warn: the message was recorded as it was sent, so that the button has a position
SELECT event_key, message_key, button_id
FROM fact_clicks
WHERE message_key IS NOT NULL AND position_source = 'no_snapshot';
