-- Grain: one row per metric of the area "clicks": its words (metric_definitions).
-- Written by `npm run docs` from domain/metrics; do not edit.
CREATE OR REPLACE VIEW stg_metric_definitions_clicks AS
SELECT
  CAST(id AS varchar) AS id, CAST(title AS varchar) AS title, CAST(unit AS varchar) AS unit,
  CAST(numerator AS varchar) AS numerator, CAST(denominator AS varchar) AS denominator,
  CAST(caveat AS varchar) AS caveat, CAST(owner AS varchar) AS owner,
  CAST(view_name AS varchar) AS view_name, CAST(column_name AS varchar) AS column_name
FROM (
  VALUES
    ('clicks', 'Clicks', 'clicks', 'Clicks on quick replies and list rows, submitted forms, and'
     || ' clicks on links as far as Meta reports them.', NULL, 'An event received twice counts'
     || ' once; a person who clicks twice counts twice. For links and calls no click is reported'
     || ' with its message: they are not observable, which is not zero. The link clicks that Meta'
     || ' does report name no message, so their campaign and template are unknown.',
     'Messaging analytics', 'metric_button_clicks', 'clicks'),
    ('unique_clickers', 'Unique clickers', 'contacts', 'Distinct persons who used the button at'
     || ' this position; by day, those of the day.', NULL, 'Rows and days do not add up: count'
     || ' persons over several campaigns, numbers or buttons in fact_clicks, by person_key.',
     'Messaging analytics', 'metric_button_clicks', 'unique_contacts'),
    ('click_rate', 'Click rate', 'ratio', 'Unique clickers of the button at this position; for a'
     || ' form, those who submitted it.', 'Delivered messages of the window that were sent with'
     || ' the button at this position.', 'NULL where clicks are not observable, or where the sent'
     || ' message is not known. Position and label change together: a good position may be a good'
     || ' label. Below 100 messages it means little.', 'Messaging analytics',
     'metric_button_clicks', 'click_rate')
) AS texts (id, title, unit, numerator, denominator, caveat, owner, view_name, column_name)
