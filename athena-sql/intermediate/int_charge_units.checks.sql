-- Description: The delivered messages of the business, of groups by participant, with the day and
-- the terms of their account.
-- fail: a message and recipient appears once
SELECT message_key, recipient_key
FROM int_charge_units
GROUP BY message_key, recipient_key
HAVING count(*) > 1;
-- fail: each has a day and a currency
SELECT message_key FROM int_charge_units WHERE charge_day IS NULL OR currency IS NULL;
