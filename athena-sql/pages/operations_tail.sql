-- Grain: one row per row that landed: the newest 50 that arrived on the days of the last eight,
-- which is as long as Meta tries a delivery again. No mark, because a tail knows no period. What
-- was refused at the front door as a duplicate is one row for all of a kind in a delivery.
-- `kept_text` is what the payload holds of a text, `<text 30>`: its length. What lies under
-- `failed/` is not here: it never became a row.
-- It is for a page that asks again and again, on a laptop: the days are computed from the clock,
-- and payloads are read of the newest alone.
WITH newest AS (
  SELECT
    received_at, event_key, dt, family, transform_version,
    event_type, source, source_event, duplicate_source, duplicate_kind, item_count
  FROM event_rows
  WHERE dt >= CAST(date_add('day', -8, current_date) AS varchar)
  ORDER BY received_at DESC, event_key, dt DESC, family, transform_version DESC
  LIMIT 50
),
payloads AS (
  SELECT
    event_key, dt, family, received_at,
    max(regexp_extract(payload,
      '"(?:body|caption|text|title|description|comment)":"(<text \d+>)"', 1)) AS kept_text
  FROM event_rows
  WHERE dt >= CAST(date_add('day', -8, current_date) AS varchar)
    AND event_key IN (SELECT event_key FROM newest)
  GROUP BY event_key, dt, family, received_at
)
SELECT
  newest.received_at,
  coalesce(duplicate_source, source) AS source,
  coalesce(duplicate_kind, source_event) AS kind,
  newest.event_key,
  CASE
    WHEN event_type = 'duplicates_refused' THEN 'duplicate'
    WHEN event_type = 'unmapped' THEN 'not understood'
    ELSE 'accepted'
  END AS outcome,
  CASE WHEN event_type = 'duplicates_refused' THEN item_count ELSE 1 END AS items,
  event_type, kept_text,
  reporting_zone
FROM newest
CROSS JOIN stg_reporting_settings
LEFT JOIN payloads ON payloads.event_key = newest.event_key
  AND payloads.dt = newest.dt AND payloads.family = newest.family
  AND payloads.received_at = newest.received_at
ORDER BY newest.received_at DESC, newest.event_key, newest.dt DESC, newest.family,
  transform_version DESC
