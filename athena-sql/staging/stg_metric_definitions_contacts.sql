-- Grain: one row per metric of the area "contacts": its words (metric_definitions).
-- Written by `npm run docs` from domain/metrics; do not edit.
CREATE OR REPLACE VIEW stg_metric_definitions_contacts AS
SELECT
  CAST(id AS varchar) AS id, CAST(title AS varchar) AS title, CAST(unit AS varchar) AS unit,
  CAST(numerator AS varchar) AS numerator, CAST(denominator AS varchar) AS denominator,
  CAST(caveat AS varchar) AS caveat, CAST(owner AS varchar) AS owner,
  CAST(view_name AS varchar) AS view_name, CAST(column_name AS varchar) AS column_name
FROM (
  VALUES
    ('contacts_reached', 'Contacts reached', 'contacts', 'Distinct persons to whom a message sent'
     || ' in the period was delivered.', NULL, 'Counted separately for each slice: days and'
     || ' members do not add up. A person counts once, with any number of phone numbers and user'
     || ' ids. Groups are not counted.', 'Messaging analytics', 'metric_contacts', 'reached'),
    ('contacts_replied', 'Contacts who replied', 'contacts', 'Distinct persons whose reply, click,'
     || ' form or order in the period is attributed to a message, by context or within 24 hours.',
     NULL, 'On the day of the reply, whenever the message was sent: not a subset of those reached'
     || ' in the period. Campaign, template and category are those of that message.',
     'Messaging analytics', 'metric_contacts', 'replied'),
    ('opted_out', 'Contacts who opted out', 'contacts', 'Distinct persons who opted out in the'
     || ' period, with any scope.', NULL, 'Someone who opts in again later still counts. Blocking'
     || ' a number is not reported. Campaign, template and category are those of the last message'
     || ' delivered to the person within 24 hours before, else unknown.', 'Messaging analytics',
     'metric_opt_outs', 'opted_out'),
    ('opt_out_rate', 'Opt-out rate', 'ratio', 'Contacts who opted out in the period.',
     'Contacts reached in the period.', 'People may opt out days after the message, so the rate of'
     || ' one day can be above 1: prefer weeks.', 'Messaging analytics', 'metric_opt_outs',
     'opt_out_rate')
) AS texts (id, title, unit, numerator, denominator, caveat, owner, view_name, column_name)
