-- Grain: one row per kind of button, number, campaign, template, button and its position when sent.
-- `button_kind` is template_quick_reply, button_reply, list_reply, flow_submit or link
-- (fact_clicks); `call` and `catalog` for sent buttons that report nothing. `position` is the one
-- in the message that was answered, never that of the template today; it is NULL, and
-- `position_source` says why, where two buttons fit or what was sent is not known. Such clicks are
-- in no rate.
-- Buttons nobody used are rows too. `is_observable` is false for links, calls and catalogues that
-- were sent: Meta reports no click on them, so their rate is NULL, not 0. First and last click are
-- by the clocks of the reporting zone.
CREATE OR REPLACE VIEW metric_button_clicks AS
SELECT
  template_key, button_id, position, position_source, button_kind, campaign_id, endpoint_id,
  is_observable, clicks, unique_contacts,
  CASE WHEN is_observable THEN CAST(unique_contacts AS double) / nullif(delivered, 0) END
    AS click_rate,
  delivered AS click_rate_of,
  first_clicked_local, last_clicked_local,
  newest_received_at AS as_of
FROM agg_button_clicks
CROSS JOIN agg_watermark
