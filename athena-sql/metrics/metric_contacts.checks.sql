-- Description: Distinct persons who were reached and who replied. Counted for each slice; they do
-- not add up.

-- fail: a row is what its grain says, once
SELECT period, period_start, dimension, member, count(*) AS row_count
FROM metric_contacts
GROUP BY period, period_start, dimension, member
HAVING count(*) > 1;

-- fail: no member has more persons than all
SELECT part.*
FROM metric_contacts AS part
INNER JOIN metric_contacts AS whole
  ON whole.dimension = 'all'
  AND whole.period = part.period
  AND whole.period_start = part.period_start
WHERE part.reached > whole.reached
  OR part.replied > whole.replied;

-- fail: no more persons were reached than messages were delivered
SELECT contacts.*
FROM metric_contacts AS contacts
INNER JOIN metric_messages AS messages
  ON messages.period = contacts.period
  AND messages.period_start = contacts.period_start
  AND messages.dimension = contacts.dimension
  AND messages.member = contacts.member
WHERE contacts.reached > messages.delivered;
