-- Grain: one row per account of the business that `billing_accounts` names.
-- Winner: of two files that name one account, the greatest value of each column, so that the order
-- of files does not matter.
-- `portfolio_id` is what volume tiers are summed over; an account without one is its own.
CREATE OR REPLACE VIEW stg_account_terms AS
SELECT
  account_id,
  max(time_zone) AS time_zone,
  max(currency) AS currency,
  coalesce(max(portfolio_id), account_id) AS portfolio_id
FROM billing_accounts
WHERE account_id IS NOT NULL
GROUP BY account_id
