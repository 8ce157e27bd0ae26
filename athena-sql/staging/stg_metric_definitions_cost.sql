-- Grain: one row per metric of the area "cost": its words (metric_definitions).
-- Written by `npm run docs` from domain/metrics; do not edit.
CREATE OR REPLACE VIEW stg_metric_definitions_cost AS
SELECT
  CAST(id AS varchar) AS id, CAST(title AS varchar) AS title, CAST(unit AS varchar) AS unit,
  CAST(numerator AS varchar) AS numerator, CAST(denominator AS varchar) AS denominator,
  CAST(caveat AS varchar) AS caveat, CAST(owner AS varchar) AS owner,
  CAST(view_name AS varchar) AS view_name, CAST(column_name AS varchar) AS column_name
FROM (
  VALUES
    ('charges', 'Charges', 'charges', 'Billable and unknown charges of the'
     || ' member, without free ones.', NULL, 'The members of a dimension add up'
     || ' to all, to the millionth.', 'Finance', 'metric_cost', 'charges'),
    ('unknown_charges_of_member', 'Charges of unknown price', 'charges',
     'Those of the charges without a known price: no rate card has it, or it is not known'
     || ' whether it was charged.', NULL, 'Never counted as zero: where there'
     || ' are any, the cost is NULL.', 'Finance', 'metric_cost', 'unknown_charges'),
    ('paid_engaged_conversations', 'Engaged conversations of a member', 'conversations',
     'Engaged outbound conversations of the member that began in the month.', NULL,
     'By the member of the opening message, in the account''s months.', 'Finance', 'metric_cost',
     'engaged_conversations'),
    ('cost_per_engaged_conversation', 'Cost per engaged conversation',
     'millionths of a currency unit', 'Cost of the member in the month, of all its'
     || ' messages, answered or not.', 'Engaged conversations of the member in the month.',
     'NULL where a charge is unknown, or no conversation was engaged.', 'Finance', 'metric_cost',
     'cost_per_engaged_micros'),
    ('attributed_replies_of_member', 'Attributed replies of a member', 'replies',
     'Replies, clicks, forms and orders attributed, by context or within 24 hours, to messages of'
     || ' conversations that began in the month.', NULL, 'By the member of the message that opened'
     || ' the conversation, no matter who started it. Replies that quote a message outside any'
     || ' conversation here (not delivered, or not known) are excluded.', 'Finance', 'metric_cost',
     'attributed_replies'),
    ('cost_per_reply', 'Cost per reply', 'millionths of a currency unit',
     'Cost of the member in the month, of all its messages, answered or not.',
     'Attributed replies of the member in the month.', 'NULL where a charge is unknown, or nobody'
     || ' replied. Ten replies in one conversation count as ten.', 'Finance', 'metric_cost',
     'cost_per_reply_micros')
) AS texts (id, title, unit, numerator, denominator, caveat, owner, view_name, column_name)
