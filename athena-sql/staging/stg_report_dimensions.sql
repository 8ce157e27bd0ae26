-- Grain: one row per period and dimension by which metrics are reported. Weeks begin on Monday.
-- A metric crosses its days with these rows. `member_position` is where the dimension's column is
-- in ARRAY['all', campaign_id, template_key, category, contact_country, endpoint_id, channel],
-- which each metric writes in this order. What has no value counts as the member 'unknown', so that
-- the members of a dimension add up to 'all'.
CREATE OR REPLACE VIEW stg_report_dimensions AS
SELECT
  CAST(period AS varchar) AS period,
  CAST(dimension AS varchar) AS dimension,
  member_position
FROM (
  VALUES
    ('day', 'all', 1), ('week', 'all', 1),
    ('day', 'campaign', 2), ('week', 'campaign', 2),
    ('day', 'template', 3), ('week', 'template', 3),
    ('day', 'category', 4), ('week', 'category', 4),
    ('day', 'country', 5), ('week', 'country', 5),
    ('day', 'number', 6), ('week', 'number', 6),
    ('day', 'channel', 7), ('week', 'channel', 7)
) AS dimensions (period, dimension, member_position)
