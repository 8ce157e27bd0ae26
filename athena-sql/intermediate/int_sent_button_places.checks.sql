-- Description: The buttons that each message was sent with, as the business reported them.

-- fail: a row is what its grain says, once
SELECT message_key, position, count(*) AS row_count
FROM int_sent_button_places
GROUP BY message_key, position
HAVING count(*) > 1;

-- fail: each button has a place and a kind
SELECT *
FROM int_sent_button_places
WHERE position IS NULL
  OR position < 1
  OR button_kind IS NULL;
