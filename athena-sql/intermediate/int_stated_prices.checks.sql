-- Description: Prices that a vendor states on a message, in millionths of the currency's main unit.
-- fail: a message and recipient has one price
SELECT message_key, recipient_key
FROM int_stated_prices
GROUP BY message_key, recipient_key
HAVING count(*) > 1;
-- warn: a price is not negative
SELECT message_key FROM int_stated_prices WHERE price_micros < 0;
