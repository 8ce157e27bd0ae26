-- Grain: one row per day (reporting zone), source, channel, account, number, campaign, template,
-- category and country; NULL where no event has one. Every count adds up, over any of them.
-- Messages count on the day they were sent (int_message_counts_daily). Conversations count on the
-- day they began, for the source of their first message and the campaign, template, category and
-- country of the one that opened them (fact_conversations).
-- `outbound_conversations` are mature: the business began them at least 24 hours before the newest
-- receipt. The engaged and the attributed ones are of these; `conversations` are all.
-- Materialized: table
CREATE OR REPLACE VIEW cube_daily AS
WITH begun AS (
  SELECT
    *,
    CAST(at_timezone(with_timezone(started_at, 'UTC'), reporting_zone) AS date) AS day,
    started_by = 'business' AND started_at <= date_add('hour', -24, newest_received_at) AS is_mature
  FROM fact_conversations
  CROSS JOIN stg_reporting_settings
  CROSS JOIN agg_watermark
),
counted AS (
  SELECT
    day, source, channel, account_id, endpoint_id, campaign_id, template_key, category,
    contact_country, sent, delivered, "read", played, failed, mature_delivered, replied,
    0 AS conversations, 0 AS by_contact, 0 AS outbound, 0 AS engaged, 0 AS attributed, 0 AS replies
  FROM int_message_counts_daily
  UNION ALL
  SELECT
    day, source, channel, account_id, endpoint_id, campaign_id, template_key, category,
    contact_country, 0, 0, 0, 0, 0, 0, 0,
    count(*), sum(CASE started_by WHEN 'contact' THEN 1 ELSE 0 END),
    sum(CASE WHEN is_mature THEN 1 ELSE 0 END),
    sum(CASE WHEN is_mature AND is_engaged THEN 1 ELSE 0 END),
    sum(CASE WHEN is_mature AND is_attributed THEN 1 ELSE 0 END), sum(attributed_replies)
  FROM begun
  WHERE day >= first_day
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
)
SELECT
  day, source, channel, account_id, endpoint_id, campaign_id, template_key, category,
  contact_country,
  CAST(sum(sent) AS bigint) AS sent,
  CAST(sum(delivered) AS bigint) AS delivered,
  CAST(sum("read") AS bigint) AS "read",
  CAST(sum(played) AS bigint) AS played,
  CAST(sum(failed) AS bigint) AS failed,
  CAST(sum(mature_delivered) AS bigint) AS mature_delivered,
  CAST(sum(replied) AS bigint) AS replied,
  CAST(sum(conversations) AS bigint) AS conversations,
  CAST(sum(by_contact) AS bigint) AS contact_conversations,
  CAST(sum(outbound) AS bigint) AS outbound_conversations,
  CAST(sum(engaged) AS bigint) AS engaged_conversations,
  CAST(sum(attributed) AS bigint) AS attributed_conversations,
  CAST(sum(replies) AS bigint) AS attributed_replies
FROM counted
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
