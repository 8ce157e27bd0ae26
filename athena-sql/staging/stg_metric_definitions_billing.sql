-- Grain: one row per metric of the area "billing": its words (metric_definitions).
-- Written by `npm run docs` from domain/metrics; do not edit.
CREATE OR REPLACE VIEW stg_metric_definitions_billing AS
SELECT
  CAST(id AS varchar) AS id, CAST(title AS varchar) AS title, CAST(unit AS varchar) AS unit,
  CAST(numerator AS varchar) AS numerator, CAST(denominator AS varchar) AS denominator,
  CAST(caveat AS varchar) AS caveat, CAST(owner AS varchar) AS owner,
  CAST(view_name AS varchar) AS view_name, CAST(column_name AS varchar) AS column_name
FROM (
  VALUES
    ('billable', 'Billable', 'charges', 'Delivered messages that are charged for; until 30'
     || ' June 2025, conversations.', NULL, 'Not the number of messages: free ones are a separate'
     || ' column, and before July 2025 one charge may cover many messages. In a group, each'
     || ' participant''s delivery is a charge.', 'Finance', 'metric_billing', 'billable'),
    ('free', 'Free of charge', 'charges', 'Delivered messages (until 30 June 2025, conversations)'
     || ' that cost nothing, for any reason.', NULL, 'The reason is charge_kind'
     || ' in fact_billing_events.', 'Finance', 'metric_billing', 'free'),
    ('unknown_charges', 'Unknown charges', 'charges', 'Delivered messages (until 30 June 2025,'
     || ' conversations) for which it is not known whether they are charged.', NULL,
     'Never counted as free: where there are any, the cost is not known. The same holds where a'
     || ' price is missing (cost_source unknown).', 'Finance', 'metric_billing', 'unknown'),
    ('cost', 'Cost', 'millionths of a currency unit', 'Sum of the charges'' prices,'
     || ' where each of them is known.', NULL, 'NULL where a part is not known: the known part and'
     || ' the number of unknown charges are separate columns. Per currency, never added across'
     || ' currencies. From the payload if it states a price, else from a rate card; example cards'
     || ' are marked as examples. The vendor''s invoice is authoritative.', 'Finance',
     'metric_billing', 'cost_micros'),
    ('known_cost', 'Known part of the cost', 'millionths of a currency unit',
     'Sum of the known prices of the charges.', NULL, 'A lower bound where charges are unknown; 0'
     || ' where no price is known, which does not mean free.', 'Finance', 'metric_billing',
     'known_cost_micros')
) AS texts (id, title, unit, numerator, denominator, caveat, owner, view_name, column_name)
