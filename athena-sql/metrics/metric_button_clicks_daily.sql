-- Grain: one row per day of the click, kind of button, number, campaign, template, button and
-- position.
-- As metric_button_clicks, by day of the reporting zone and with clicks alone: the message may have
-- gone out days before, so a day has no click rate. Unique contacts are those of the day: somebody
-- who clicks on two days is one contact of each.
CREATE OR REPLACE VIEW metric_button_clicks_daily AS
SELECT
  day,
  template_key,
  button_id,
  position,
  position_source,
  button_kind,
  campaign_id,
  endpoint_id,
  clicks,
  unique_contacts,
  newest_received_at AS as_of
FROM agg_button_clicks_daily
CROSS JOIN agg_watermark
