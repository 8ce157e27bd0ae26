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
    ('clicks', 'Clicks', 'clicks', 'Taps on quick replies and rows of lists, forms that were sent,'
     || ' and clicks on links as far as Meta tells of them.', NULL,
     'A click that came twice counts once; somebody who taps twice taps twice. Of links and calls'
     || ' no tap is told with its message: they are not observable, which is not zero. Clicks on'
     || ' links that Meta does tell of name no message, so that their campaign'
     || ' and template are unknown.', 'Messaging analytics', 'metric_button_clicks', 'clicks'),
    ('unique_clickers', 'Unique clickers', 'contacts', 'Distinct persons who used the button at'
     || ' this position; by day, those of the day.', NULL, 'Rows and days do not add up: count'
     || ' persons over several campaigns, numbers or buttons in fact_clicks, by person_key.',
     'Messaging analytics', 'metric_button_clicks', 'unique_contacts'),
    ('click_rate', 'Click rate', 'ratio', 'Unique clickers of the button at this position; of a'
     || ' form, those who sent it.', 'Delivered messages of the window that had the button at this'
     || ' position when they were sent.', 'NULL where clicks are not observable, or where what was'
     || ' sent is not known. Position and label change together: a position that does well may be'
     || ' a label that does. Of under 100 messages it means little.', 'Messaging analytics',
     'metric_button_clicks', 'click_rate')
) AS texts (id, title, unit, numerator, denominator, caveat, owner, view_name, column_name)
