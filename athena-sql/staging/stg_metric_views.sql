-- Grain: one row per view of metrics: its grain, and what it is sliced by.
-- `slices` is 'member' for a view with the columns `dimension` and `member`, which has every
-- dimension; of the others ('columns') each dimension has its column, or NULL without one.
-- Written by `npm run docs` from domain/metrics; do not edit.
CREATE OR REPLACE VIEW stg_metric_views AS
SELECT
  CAST(view_name AS varchar) AS view_name, CAST(grain AS varchar) AS grain,
  CAST(slices AS varchar) AS slices, CAST(by_campaign AS varchar) AS by_campaign,
  CAST(by_template AS varchar) AS by_template, CAST(by_category AS varchar) AS by_category,
  CAST(by_country AS varchar) AS by_country, CAST(by_number AS varchar) AS by_number,
  CAST(by_channel AS varchar) AS by_channel
FROM (
  VALUES
    ('metric_messages', 'one row per day or week, dimension and member', 'member', NULL, NULL,
     NULL, NULL, NULL, NULL),
    ('metric_message_funnel_daily', 'one row per day on which messages were sent', 'columns', NULL,
     NULL, NULL, NULL, NULL, NULL),
    ('metric_failures', 'one row per day or week, dimension and member, and error code', 'member',
     NULL, NULL, NULL, NULL, NULL, NULL),
    ('metric_engagement', 'one row per day or week, dimension and member', 'member', NULL, NULL,
     NULL, NULL, NULL, NULL),
    ('metric_reply_latency', 'one row per day or week, dimension and member', 'member', NULL, NULL,
     NULL, NULL, NULL, NULL),
    ('metric_contacts', 'one row per day or week, dimension and member', 'member', NULL, NULL,
     NULL, NULL, NULL, NULL),
    ('metric_opt_outs', 'one row per day or week, dimension and member', 'member', NULL, NULL,
     NULL, NULL, NULL, NULL),
    ('metric_button_clicks', 'one row per kind of button, number, campaign, template, button and'
     || ' position, over the reporting window', 'columns', 'campaign_id', 'template_key', NULL,
     NULL, 'endpoint_id', NULL),
    ('metric_button_clicks_daily', 'one row per day of the click, kind of button, number,'
     || ' campaign, template, button and position', 'columns', 'campaign_id', 'template_key', NULL,
     NULL, 'endpoint_id', NULL),
    ('metric_billing', 'one row per day of the charge, number, campaign, template, category,'
     || ' country, currency and source of the cost', 'columns', 'campaign_id', 'template_key',
     'category', 'contact_country', 'endpoint_id', 'channel'),
    ('metric_cost', 'one row per month of the charge, dimension, member and currency', 'member',
     NULL, NULL, NULL, NULL, NULL, NULL),
    ('metric_intake_hourly', 'one row per hour of receipt (UTC) and source', 'columns', NULL, NULL,
     NULL, NULL, NULL, NULL),
    ('metric_freshness', 'one row per source', 'columns', NULL, NULL, NULL, NULL, NULL, NULL),
    ('metric_unmapped_daily', 'one row per day of receipt, source and kind of'
     || ' event in the vendor''s words', 'columns', NULL, NULL, NULL, NULL, NULL, NULL),
    ('duplicates_audit', 'one row per source, kind of item and place', 'columns', NULL, NULL, NULL,
     NULL, NULL, NULL)
) AS texts (
  view_name, grain, slices, by_campaign, by_template, by_category, by_country, by_number, by_channel
)
