-- Description: Charge units by the rules of their day: what is charged, what is free and why,
-- before any rate is looked up.
-- fail: a charge appears once
SELECT charge_key FROM int_charges GROUP BY charge_key HAVING count(*) > 1;
-- fail: each has one of the known kinds
SELECT charge_key
FROM int_charges
WHERE unpriced_kind NOT IN ('charged', 'free_allowance', 'free_entry_point',
  'free_customer_service', 'free_service', 'unknown');
