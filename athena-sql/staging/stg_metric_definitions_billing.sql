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
     || ' June 2025, conversations.', NULL, 'Not the number of messages: free ones stand beside'
     || ' it, and before July 2025 one charge may cover many messages. Of a group, each'
     || ' participant''s delivery is a charge.', 'Finance', 'metric_billing', 'billable'),
    ('free', 'Free of charge', 'charges', 'Delivered messages (until 30 June 2025, conversations)'
     || ' that cost nothing, for whatever reason.', NULL, 'Why it was free is told by charge_kind'
     || ' in fact_billing_events.', 'Finance', 'metric_billing', 'free'),
    ('unknown_charges', 'Unknown charges', 'charges', 'Delivered messages (until 30 June 2025,'
     || ' conversations) of which it is not known whether they are charged for.', NULL,
     'Never counted as free: where there are any, the cost is not known. So it is where a price'
     || ' is missing (cost_source unknown).', 'Finance', 'metric_billing', 'unknown'),
    ('cost', 'Cost', 'millionths of a currency unit', 'Sum of the charges'' prices,'
     || ' where each of them is known.', NULL, 'NULL where a part of it is not known: the known'
     || ' part and the number of unknown charges stand beside it. Per currency, never added over'
     || ' currencies. From the payload where it tells a price, else from a rate card; example'
     || ' cards are marked as examples. The vendor''s invoice decides.', 'Finance',
     'metric_billing', 'cost_micros'),
    ('known_cost', 'Known part of the cost', 'millionths of a currency unit',
     'Sum of those of the charges'' prices that are known.', NULL, 'A floor where charges are'
     || ' unknown; 0 where none is known, which does not say that it was free.', 'Finance',
     'metric_billing', 'known_cost_micros')
) AS texts (id, title, unit, numerator, denominator, caveat, owner, view_name, column_name)
