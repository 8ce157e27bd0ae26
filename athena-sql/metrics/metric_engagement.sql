-- Grain: one row per period, its first day (reporting zone), dimension and member (stg_report_dimensions).
-- Conversations that the business began (fact_conversations), on the day they began. Engaged: the contact replied, clicked,
-- ordered or submitted a flow in it. Attributed: a reply is attributed, by context or within 24 hours, to a message of it. Only
-- mature ones count: begun at least 24 hours before the newest receipt. Campaign, template, category and country are those of
-- the opening message.
-- `whole` names its rows twice, once for nothing: so DuckDB plans them once, not anew for each grouping (duckdb/duckdb#25373).
CREATE OR REPLACE VIEW metric_engagement AS
WITH conversations AS (
  SELECT * FROM fact_conversations
),
begun AS (
  SELECT
    *,
    CAST(at_timezone(with_timezone(started_at, 'UTC'), reporting_zone) AS date) AS day
  FROM (SELECT * FROM conversations UNION ALL SELECT * FROM conversations WHERE FALSE) AS whole
  CROSS JOIN stg_reporting_settings
  CROSS JOIN int_reporting_watermark
  WHERE started_by = 'business'
    AND started_at <= date_add('hour', -24, newest_received_at)
),
daily AS (
  SELECT
    day, channel, endpoint_id, campaign_id, template_key, category, contact_country,
    count(*) AS outbound_conversations,
    CAST(sum(CASE WHEN is_engaged THEN 1 ELSE 0 END) AS bigint) AS engaged_conversations,
    CAST(sum(CASE WHEN is_attributed THEN 1 ELSE 0 END) AS bigint) AS attributed_conversations
  FROM begun
  WHERE day >= first_day
  GROUP BY 1, 2, 3, 4, 5, 6, 7
),
sliced AS (
  SELECT
    *,
    CASE period WHEN 'day' THEN day ELSE date_trunc('week', day) END AS period_start,
    coalesce(
      CASE dimension
        WHEN 'all' THEN 'all'
        WHEN 'campaign' THEN campaign_id
        WHEN 'template' THEN template_key
        WHEN 'category' THEN category
        WHEN 'country' THEN contact_country
        WHEN 'number' THEN endpoint_id
        WHEN 'channel' THEN channel
      END, 'unknown') AS member
  FROM daily
  CROSS JOIN stg_report_dimensions
)
SELECT
  period, period_start, dimension, member,
  CAST(sum(outbound_conversations) AS bigint) AS outbound_conversations,
  CAST(sum(engaged_conversations) AS bigint) AS engaged_conversations,
  CAST(sum(engaged_conversations) AS double) / nullif(sum(outbound_conversations), 0) AS engaged_rate,
  CAST(sum(outbound_conversations) AS bigint) AS engaged_rate_of,
  CAST(sum(attributed_conversations) AS bigint) AS attributed_conversations,
  CAST(sum(attributed_conversations) AS double) / nullif(sum(outbound_conversations), 0) AS attributed_rate,
  CAST(sum(outbound_conversations) AS bigint) AS attributed_rate_of
FROM sliced
GROUP BY period, period_start, dimension, member
