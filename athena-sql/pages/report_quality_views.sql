-- Grain: one row per view of marts, aggregates, metrics and quality: how many rows it has, over the
-- reporting window and whatever the period; the empty ones first.
-- Written by `npm run docs`; do not edit.
SELECT view_name, row_count
FROM (
  SELECT 'agg_button_clicks', count(*) FROM agg_button_clicks
  UNION ALL SELECT 'agg_button_clicks_daily', count(*) FROM agg_button_clicks_daily
  UNION ALL SELECT 'agg_contacts', count(*) FROM agg_contacts
  UNION ALL SELECT 'agg_hours_of_week', count(*) FROM agg_hours_of_week
  UNION ALL SELECT 'agg_opt_outs', count(*) FROM agg_opt_outs
  UNION ALL SELECT 'agg_reply_latency', count(*) FROM agg_reply_latency
  UNION ALL SELECT 'agg_watermark', count(*) FROM agg_watermark
  UNION ALL SELECT 'cube_charges_daily', count(*) FROM cube_charges_daily
  UNION ALL SELECT 'cube_cost_daily', count(*) FROM cube_cost_daily
  UNION ALL SELECT 'cube_daily', count(*) FROM cube_daily
  UNION ALL SELECT 'cube_failures_daily', count(*) FROM cube_failures_daily
  UNION ALL SELECT 'contact_bridge', count(*) FROM contact_bridge
  UNION ALL SELECT 'contact_consent', count(*) FROM contact_consent
  UNION ALL SELECT 'contact_messages', count(*) FROM contact_messages
  UNION ALL SELECT 'dim_campaign', count(*) FROM dim_campaign
  UNION ALL SELECT 'dim_contact', count(*) FROM dim_contact
  UNION ALL SELECT 'dim_date', count(*) FROM dim_date
  UNION ALL SELECT 'dim_error', count(*) FROM dim_error
  UNION ALL SELECT 'dim_template', count(*) FROM dim_template
  UNION ALL SELECT 'dim_time', count(*) FROM dim_time
  UNION ALL SELECT 'fact_billing_events', count(*) FROM fact_billing_events
  UNION ALL SELECT 'fact_clicks', count(*) FROM fact_clicks
  UNION ALL SELECT 'fact_consent', count(*) FROM fact_consent
  UNION ALL SELECT 'fact_conversations', count(*) FROM fact_conversations
  UNION ALL SELECT 'fact_message_status', count(*) FROM fact_message_status
  UNION ALL SELECT 'fact_messages', count(*) FROM fact_messages
  UNION ALL SELECT 'fact_replies', count(*) FROM fact_replies
  UNION ALL SELECT 'metric_billing', count(*) FROM metric_billing
  UNION ALL SELECT 'metric_button_clicks', count(*) FROM metric_button_clicks
  UNION ALL SELECT 'metric_button_clicks_daily', count(*) FROM metric_button_clicks_daily
  UNION ALL SELECT 'metric_contacts', count(*) FROM metric_contacts
  UNION ALL SELECT 'metric_cost', count(*) FROM metric_cost
  UNION ALL SELECT 'metric_definitions', count(*) FROM metric_definitions
  UNION ALL SELECT 'metric_dimensions', count(*) FROM metric_dimensions
  UNION ALL SELECT 'metric_engagement', count(*) FROM metric_engagement
  UNION ALL SELECT 'metric_failures', count(*) FROM metric_failures
  UNION ALL SELECT 'metric_message_funnel_daily', count(*) FROM metric_message_funnel_daily
  UNION ALL SELECT 'metric_messages', count(*) FROM metric_messages
  UNION ALL SELECT 'metric_opt_outs', count(*) FROM metric_opt_outs
  UNION ALL SELECT 'metric_reply_latency', count(*) FROM metric_reply_latency
  UNION ALL SELECT 'drift_paths', count(*) FROM drift_paths
  UNION ALL SELECT 'duplicates_audit', count(*) FROM duplicates_audit
  UNION ALL SELECT 'metric_freshness', count(*) FROM metric_freshness
  UNION ALL SELECT 'metric_intake_hourly', count(*) FROM metric_intake_hourly
  UNION ALL SELECT 'metric_unmapped_daily', count(*) FROM metric_unmapped_daily
) AS counted (view_name, row_count)
ORDER BY row_count, view_name
