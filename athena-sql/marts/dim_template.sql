-- Grain: one row per template and language (template_key).
-- Winner: version and category are those of the message that was sent last and states them; of one instant the greatest.
-- Times of sending are when messages were accepted: NULL for a template that was only recorded.
CREATE OR REPLACE VIEW dim_template AS
SELECT
  template_key,
  max(template_name) AS template_name,
  max(template_language) AS template_language,
  substr(max(concat(date_format(coalesce(accepted_at, first_event_at), '%Y-%m-%d %H:%i:%s.%f'), template_version)), 27)
    AS template_version,
  substr(max(concat(date_format(coalesce(accepted_at, first_event_at), '%Y-%m-%d %H:%i:%s.%f'), category)), 27) AS category,
  min(accepted_at) AS first_sent_at,
  max(accepted_at) AS last_sent_at
FROM fact_messages
WHERE template_key IS NOT NULL
GROUP BY template_key
