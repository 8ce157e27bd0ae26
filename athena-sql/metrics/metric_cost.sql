-- Grain: one row per month of the account's zone, currency, dimension and member.
-- Dimensions are those of stg_report_dimensions. `charges` are charge units that are not free.
-- `cost_micros` is NULL where the cost of any is not known: `known_cost_micros` is the known part.
-- Engaged are conversations that the business began and the contact answered (fact_conversations);
-- `attributed_replies` are attributed to a message of a conversation. Both count in the month in
-- which it began, for the campaign, template, category and country of the message that opened it.
CREATE OR REPLACE VIEW metric_cost AS
WITH sliced AS (
  SELECT
    *,
    coalesce(element_at(
      ARRAY['all', campaign_id, template_key, category, contact_country, endpoint_id, channel],
      member_position), 'unknown') AS member
  FROM cube_cost_daily
  CROSS JOIN (SELECT * FROM stg_report_dimensions WHERE period = 'day') AS dimensions
),
summed AS (
  SELECT
    charge_month, dimension, member, currency,
    CAST(sum(charges) AS bigint) AS charges,
    CAST(sum(unknown_charges) AS bigint) AS unknown_charges,
    CAST(CASE WHEN sum(unknown_charges) = 0 THEN sum(known_cost_micros) END AS bigint)
      AS cost_micros,
    CAST(sum(known_cost_micros) AS bigint) AS known_cost_micros,
    CAST(sum(engaged_conversations) AS bigint) AS engaged_conversations,
    CAST(sum(attributed_replies) AS bigint) AS attributed_replies
  FROM sliced
  GROUP BY 1, 2, 3, 4
)
SELECT
  summed.*,
  cost_micros / nullif(engaged_conversations, 0) AS cost_per_engaged_micros,
  cost_micros / nullif(attributed_replies, 0) AS cost_per_reply_micros,
  newest_received_at AS as_of
FROM summed
CROSS JOIN agg_watermark
