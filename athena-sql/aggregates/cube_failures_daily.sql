-- Grain: one row per day (reporting zone) on which messages were sent that failed, source, channel,
-- account, number, campaign, template, category, country and error code; NULL where no event has
-- one. The count adds up, over any of them, to `failed` of cube_daily.
-- What was delivered after all is not here (int_sent_messages).
-- Materialized: table
CREATE OR REPLACE VIEW cube_failures_daily AS
SELECT
  day, source, channel, account_id, endpoint_id, campaign_id, template_key, category,
  contact_country,
  error_code,
  count(*) AS failed
FROM int_sent_messages
WHERE is_failed
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
