-- Description: Time zone, currency and portfolio of each account that the reference data names.
-- fail: an account appears once in the reference data
SELECT account_id FROM billing_accounts GROUP BY account_id HAVING count(*) > 1;
-- warn: every account that sends is named
SELECT account_id
FROM (SELECT DISTINCT account_id FROM int_charge_units) AS charged
WHERE account_id NOT IN (SELECT account_id FROM stg_account_terms);
