-- Description: When the numbers were refreshed, and until when they have what was received.

-- fail: no generation is of the future
SELECT refreshed_at
FROM int_refresh
WHERE refreshed_at > localtimestamp + INTERVAL '1' DAY;
