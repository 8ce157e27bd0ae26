-- Grain: one row per template and language (template_key).
-- Winner: version and category are those of the message that was sent last and states them; at the
-- same instant the greatest.
-- Times of sending are when messages were accepted: NULL for a template that was only recorded.
-- Materialized: table
CREATE OR REPLACE VIEW dim_template AS
WITH sent AS (
  SELECT
    *,
    coalesce(accepted_at, first_event_at, TIMESTAMP '1900-01-01 00:00:00') AS sent_or_seen_at
  FROM fact_messages
  WHERE template_key IS NOT NULL
)
SELECT
  template_key,
  max(template_name) AS template_name,
  max(template_language) AS template_language,
  -- No part of a place is NULL: Trino does not compare such rows.
  max_by(
    template_version,
    CASE WHEN template_version IS NOT NULL THEN ROW(sent_or_seen_at, template_version) END
  ) AS template_version,
  max_by(
    category,
    CASE WHEN category IS NOT NULL THEN ROW(sent_or_seen_at, category) END
  ) AS category,
  min(accepted_at) AS first_sent_at,
  max(accepted_at) AS last_sent_at
FROM sent
GROUP BY template_key
