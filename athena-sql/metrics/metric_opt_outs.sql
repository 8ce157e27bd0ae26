-- Grain: one row per period, its first day (reporting zone), dimension (all, country, number, channel) and member.
-- Distinct persons that opted out in the period, of whatever scope, beside the distinct persons that were reached in it
-- (metric_contacts). Somebody may opt out days after the message: of a day the rate can be above 1, and is NULL where nobody
-- was reached.
-- `whole` names its rows twice, once for nothing: so DuckDB plans them once, not anew for each grouping (duckdb/duckdb#25373).
CREATE OR REPLACE VIEW metric_opt_outs AS
WITH contacts AS (
  SELECT * FROM metric_contacts
),
withdrawn AS (
  SELECT DISTINCT
    CAST(at_timezone(with_timezone(consent_at, 'UTC'), reporting_zone) AS date) AS day,
    first_day, person_key, channel, endpoint_id, contact_country
  FROM fact_consent
  CROSS JOIN reporting_settings
  WHERE NOT is_opt_in
    AND person_key IS NOT NULL
),
sliced AS (
  SELECT
    period, dimension, person_key,
    CASE period WHEN 'day' THEN day ELSE date_trunc('week', day) END AS period_start,
    coalesce(
      CASE dimension
        WHEN 'all' THEN 'all'
        WHEN 'country' THEN contact_country
        WHEN 'number' THEN endpoint_id
        WHEN 'channel' THEN channel
      END, 'unknown') AS member
  FROM withdrawn
  CROSS JOIN reporting_slices
  WHERE day >= first_day
    AND dimension IN ('all', 'country', 'number', 'channel')
),
counted AS (
  SELECT period, period_start, dimension, member, count(DISTINCT person_key) AS opted_out, CAST(0 AS bigint) AS reached
  FROM sliced
  GROUP BY period, period_start, dimension, member
  UNION ALL
  SELECT period, period_start, dimension, member, CAST(0 AS bigint) AS opted_out, reached
  FROM (SELECT * FROM contacts UNION ALL SELECT * FROM contacts WHERE FALSE) AS whole
)
SELECT
  period, period_start, dimension, member,
  CAST(sum(opted_out) AS bigint) AS opted_out,
  CAST(sum(opted_out) AS double) / nullif(sum(reached), 0) AS opt_out_rate,
  CAST(sum(reached) AS bigint) AS opt_out_rate_of
FROM counted
GROUP BY period, period_start, dimension, member
HAVING max(opted_out) > 0
  OR max(reached) > 0
