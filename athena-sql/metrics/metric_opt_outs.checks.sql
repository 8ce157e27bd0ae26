-- Description: Persons who opted out, beside those who were reached in the same period.

-- fail: a row is what its grain says, once
SELECT period, period_start, dimension, member, count(*) AS row_count
FROM metric_opt_outs
GROUP BY period, period_start, dimension, member
HAVING count(*) > 1;

-- fail: its denominator is the persons reached
SELECT outs.*
FROM metric_opt_outs AS outs
INNER JOIN metric_contacts AS contacts
  ON contacts.period = outs.period
  AND contacts.period_start = outs.period_start
  AND contacts.dimension = outs.dimension
  AND contacts.member = outs.member
WHERE contacts.reached <> outs.opt_out_rate_of;

-- warn: of 100 persons reached in a week and more, fewer than 3 in 100 opted out
SELECT period, period_start, dimension, member, opted_out, opt_out_rate
FROM metric_opt_outs
WHERE period = 'week'
  AND opt_out_rate_of >= 100
  AND opt_out_rate >= 0.03;

-- warn: no more persons opted out in a week than were reached in it
SELECT period, period_start, dimension, member, opted_out, opt_out_rate_of
FROM metric_opt_outs
WHERE period = 'week'
  AND opted_out > opt_out_rate_of;
