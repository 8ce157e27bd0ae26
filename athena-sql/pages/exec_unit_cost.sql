-- Grain: one row per currency of all, and one per currency and day of the account's zone: `part`.
-- What was charged, by engaged conversation and by attributed reply, as metric_cost has them: both
-- count on the day the conversation began. A cost is NULL where that of any charge is not known.
WITH narrowed AS (
  SELECT
    *, CASE WHEN charge_day >= DATE '2026-11-01' /* from */ THEN 1 ELSE 0 END AS now,
    CASE WHEN charge_day >= DATE '2026-11-01' /* from */ THEN 0 ELSE 1 END AS ago
  FROM cube_cost_daily
  WHERE (charge_day BETWEEN DATE '2026-11-01' /* from */ AND DATE '2026-11-28' /* through */
      OR charge_day BETWEEN DATE '2026-10-04' /* beforeFrom */
        AND DATE '2026-10-31' /* beforeThrough */)
    AND '' /* number */ IN ('', coalesce(endpoint_id, 'unknown'))
    AND '' /* campaign */ IN ('', coalesce(campaign_id, 'unknown'))
    AND replace(lower('' /* category */), '-', '_') IN ('', coalesce(category, 'unknown'))
    AND '' /* country */ IN ('', coalesce(contact_country, 'unknown'))
    AND '' /* channel */ IN ('', coalesce(channel, 'unknown'))
),
summed AS (
  SELECT
    CASE WHEN grouping(charge_day) = 0 THEN 'day' ELSE 'all' END AS part,
    currency, charge_day AS day,
    CASE WHEN sum(now * unknown_charges) = 0
      THEN CAST(sum(now * known_cost_micros) AS bigint) END AS cost_micros,
    CAST(sum(now * known_cost_micros) AS bigint) AS known_cost_micros,
    CAST(sum(now * unknown_charges) AS bigint) AS unknown_charges,
    CAST(sum(now * engaged_conversations) AS bigint) AS engaged_conversations,
    CAST(sum(now * attributed_replies) AS bigint) AS attributed_replies,
    CASE WHEN sum(ago * unknown_charges) = 0
      THEN CAST(sum(ago * known_cost_micros) AS bigint) END AS before_micros,
    CAST(sum(ago * engaged_conversations) AS bigint) AS engaged_before,
    CAST(sum(ago * attributed_replies) AS bigint) AS replies_before
  FROM narrowed
  GROUP BY GROUPING SETS ((currency), (currency, charge_day))
  HAVING grouping(charge_day) = 1 OR sum(now) > 0
),
divided AS (
  SELECT
    *,
    cost_micros / nullif(engaged_conversations, 0) AS per_engaged,
    before_micros / nullif(engaged_before, 0) AS per_engaged_before,
    cost_micros / nullif(attributed_replies, 0) AS per_reply,
    before_micros / nullif(replies_before, 0) AS per_reply_before
  FROM summed
)
SELECT
  part, currency, day, cost_micros, known_cost_micros, unknown_charges,
  engaged_conversations, attributed_replies,
  per_engaged AS cost_per_engaged_micros, per_engaged_before AS cost_per_engaged_before_micros,
  CAST(per_engaged - per_engaged_before AS double) / nullif(per_engaged_before, 0)
    AS cost_per_engaged_change,
  per_reply AS cost_per_reply_micros, per_reply_before AS cost_per_reply_before_micros,
  CAST(per_reply - per_reply_before AS double) / nullif(per_reply_before, 0)
    AS cost_per_reply_change,
  date_add('day', 8, day) <= today AS is_complete, day >= today AS is_running
FROM divided
CROSS JOIN (
  SELECT CAST(at_timezone(with_timezone(newest_received_at, 'UTC'), reporting_zone) AS date)
  FROM agg_watermark CROSS JOIN stg_reporting_settings
) AS clock (today)
ORDER BY part, currency, day
