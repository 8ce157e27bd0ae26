-- Grain: one row per campaign (campaign_id) that a message names.
-- Times of sending are when messages were accepted: NULL for a campaign that was only recorded.
-- Materialized: table
CREATE OR REPLACE VIEW dim_campaign AS
SELECT
  campaign_id,
  min(accepted_at) AS first_sent_at,
  max(accepted_at) AS last_sent_at,
  count(DISTINCT template_key) AS templates
FROM fact_messages
WHERE campaign_id IS NOT NULL
GROUP BY campaign_id
