-- Description: Whether a message of the business lies in the contact's 24-hour service window.

-- fail: a message is here once
SELECT message_key, count(*) AS row_count
FROM int_service_windows
GROUP BY message_key
HAVING count(*) > 1;
