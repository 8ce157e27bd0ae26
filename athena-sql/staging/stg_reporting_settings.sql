-- Grain: one row: the settings of the reports. Deployments and the nightly compaction replace the
-- marked texts with the settings of the stack; with the values in this file, everything that the
-- lake has is reported, by the days of UTC.
-- `first_day` is the first that is reported; days and weeks are those of `reporting_zone`.
-- `billing_zone` and `billing_currency` hold for accounts that `billing_accounts` does not name.
CREATE OR REPLACE VIEW stg_reporting_settings AS
SELECT
  CAST('2024-01-01' /* firstDay */ AS date) AS first_day,
  CAST('UTC' /* reportingTimeZone */ AS varchar) AS reporting_zone,
  CAST('UTC' /* billingTimeZone */ AS varchar) AS billing_zone,
  CAST('USD' /* billingCurrency */ AS varchar) AS billing_currency
