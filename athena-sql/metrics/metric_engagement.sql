-- Grain: one row per period, its first day (reporting zone), dimension and member.
-- Dimensions are those of stg_report_dimensions. Counts conversations that the business began
-- (fact_conversations), on the day they began. Engaged: the contact replied, clicked, ordered or
-- submitted a flow in it. Attributed: a reply is attributed, by context or within 24 hours, to a
-- message of it. Only mature ones count: begun at least 24 hours before the newest receipt.
-- Campaign, template, category and country are those of the opening message.
CREATE OR REPLACE VIEW metric_engagement AS
WITH sliced AS (
  SELECT
    *,
    date_trunc(period, day) AS period_start,
    coalesce(element_at(
      ARRAY['all', campaign_id, template_key, category, contact_country, endpoint_id, channel],
      member_position), 'unknown') AS member
  FROM cube_daily
  CROSS JOIN stg_report_dimensions
  WHERE outbound_conversations > 0
),
counted AS (
  SELECT
    period, period_start, dimension, member,
    CAST(sum(outbound_conversations) AS bigint) AS outbound,
    CAST(sum(engaged_conversations) AS bigint) AS engaged,
    CAST(sum(attributed_conversations) AS bigint) AS attributed
  FROM sliced
  GROUP BY period, period_start, dimension, member
)
SELECT
  period, period_start, dimension, member,
  outbound AS outbound_conversations,
  engaged AS engaged_conversations,
  CAST(engaged AS double) / nullif(outbound, 0) AS engaged_rate,
  outbound AS engaged_rate_of,
  attributed AS attributed_conversations,
  CAST(attributed AS double) / nullif(outbound, 0) AS attributed_rate,
  outbound AS attributed_rate_of,
  newest_received_at AS as_of
FROM counted
CROSS JOIN agg_watermark
