-- Grain: one row per period, its first day (reporting zone), dimension and member.
-- Dimensions are those of stg_report_dimensions. Distinct persons, counted for each slice by itself
-- (agg_contacts): a person reached on two days or by two numbers is one person of the week and of
-- 'all', so members and days do not add up.
CREATE OR REPLACE VIEW metric_contacts AS
SELECT
  period,
  period_start,
  dimension,
  member,
  reached,
  replied,
  newest_received_at AS as_of
FROM agg_contacts
CROSS JOIN agg_watermark
