-- Grain: one row per period, its first day (reporting zone), dimension and member.
-- Dimensions are those of stg_report_dimensions. Distinct persons that opted out in the period, of
-- any scope, and the distinct persons that were reached in it (agg_opt_outs). Opt-outs may come
-- days after the message: the rate of a day can be above 1, and is NULL where nobody was reached.
CREATE OR REPLACE VIEW metric_opt_outs AS
SELECT
  period, period_start, dimension, member,
  opted_out,
  CAST(opted_out AS double) / nullif(reached, 0) AS opt_out_rate,
  reached AS opt_out_rate_of,
  newest_received_at AS as_of
FROM agg_opt_outs
CROSS JOIN agg_watermark
