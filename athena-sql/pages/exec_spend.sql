-- Grain: one row per currency of all, one per currency and category, and one per currency and day
-- of the account's zone that has charges: `part`. Units and costs are those of metric_billing.
-- A cost is NULL where that of any charge is not known. Outside the window: charges of messages
-- that lay in no service window of the contact, and the known part of their cost.
WITH narrowed AS (
  SELECT
    *, coalesce(category, 'unknown') AS member,
    CASE WHEN charge_day >= DATE '2026-11-01' /* from */ THEN 1 ELSE 0 END AS now,
    CASE WHEN charge_day >= DATE '2026-11-01' /* from */ THEN 0 ELSE 1 END AS ago,
    CASE WHEN NOT is_in_service_window THEN 1 ELSE 0 END AS outside
  FROM cube_charges_daily
  WHERE (charge_day BETWEEN DATE '2026-11-01' /* from */ AND DATE '2026-11-28' /* through */
      OR charge_day BETWEEN DATE '2026-10-04' /* beforeFrom */
        AND DATE '2026-10-31' /* beforeThrough */)
    AND '' /* number */ IN ('', coalesce(endpoint_id, 'unknown'))
    AND '' /* campaign */ IN ('', coalesce(campaign_id, 'unknown'))
    AND replace(lower('' /* category */), '-', '_') IN ('', coalesce(category, 'unknown'))
    AND '' /* country */ IN ('', coalesce(contact_country, 'unknown'))
    AND '' /* channel */ IN ('', coalesce(channel, 'unknown'))
),
counted AS (
  SELECT
    CASE WHEN grouping(charge_day) = 0 THEN 'day' WHEN grouping(member) = 0 THEN 'category'
      ELSE 'all' END AS part,
    currency, member AS category, charge_day AS day,
    CAST(sum(now * billable) AS bigint) AS billable,
    CAST(sum(ago * billable) AS bigint) AS billable_before,
    CAST(sum(now * free) AS bigint) AS free,
    CAST(sum(now * unknown) AS bigint) AS unknown,
    CAST(sum(now * unknown_charges) AS bigint) AS unknown_charges,
    CAST(sum(now * known_cost_micros) AS bigint) AS known_cost_micros,
    CASE WHEN sum(ago * unknown_charges) = 0
      THEN CAST(sum(ago * known_cost_micros) AS bigint) END AS cost_before_micros,
    CAST(sum(now * outside * billable) AS bigint) AS outside_window_billable,
    CAST(sum(now * outside * known_cost_micros) AS bigint) AS outside_window_cost_micros,
    CAST(sum(CASE WHEN is_in_service_window IS NULL THEN now * billable ELSE 0 END) AS bigint)
      AS window_unknown_billable
  FROM narrowed
  GROUP BY GROUPING SETS ((currency), (currency, member), (currency, charge_day))
  HAVING grouping(charge_day) = 1 OR sum(now) > 0
)
SELECT
  part, currency, category, day,
  billable, CASE WHEN part <> 'day' THEN billable_before END AS billable_before,
  CAST(billable - billable_before AS double) / nullif(billable_before, 0) AS billable_change,
  free, unknown, unknown_charges,
  CASE WHEN unknown_charges = 0 THEN known_cost_micros END AS cost_micros,
  CASE WHEN part <> 'day' THEN cost_before_micros END AS cost_before_micros,
  CAST(CASE WHEN unknown_charges = 0 THEN known_cost_micros END - cost_before_micros AS double)
    / nullif(cost_before_micros, 0) AS cost_change,
  known_cost_micros, outside_window_billable, outside_window_cost_micros, window_unknown_billable,
  date_add('day', 8, day) <= today AS is_complete, day >= today AS is_running
FROM counted
CROSS JOIN (
  SELECT CAST(at_timezone(with_timezone(newest_received_at, 'UTC'), reporting_zone) AS date)
  FROM agg_watermark CROSS JOIN stg_reporting_settings
) AS clock (today)
ORDER BY part, currency, CASE WHEN part = 'category' THEN -known_cost_micros END,
  CASE WHEN part = 'category' THEN -billable END, category, day
