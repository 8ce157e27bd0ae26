-- Grain: one row per source, kind of item, and place where copies were found.
-- `front door`: items that a delivery brought again and that were not stored, by their kind in the
-- receiver's words. `lake`: rows beyond the first of an event, by its kind in the vendor's words;
-- `events` holds each once. Neither changes a metric. It reads every landed row, not the reporting
-- window: it reports what `events` left out.
CREATE OR REPLACE VIEW duplicates_audit AS
WITH reported AS (
  SELECT DISTINCT
    event_key,
    -- Rows of earlier transforms name them in columns of other events.
    coalesce(duplicate_source, entity_id) AS duplicate_source,
    coalesce(duplicate_kind, detail) AS duplicate_kind,
    item_count,
    received_at
  FROM event_rows
  WHERE family = 'lake'
    AND event_type = 'duplicates_refused'
),
stored AS (
  SELECT
    source,
    source_event,
    event_key,
    count(*) - 1 AS copies,
    min(received_at) AS first_received_at,
    max(received_at) AS last_received_at
  FROM event_rows
  WHERE family <> 'lake'
  GROUP BY
    source,
    source_event,
    event_key
)
SELECT
  duplicate_source AS source,
  duplicate_kind AS kind,
  'front door' AS place,
  sum(item_count) AS duplicates,
  min(received_at) AS first_seen_at,
  max(received_at) AS last_seen_at
FROM reported
GROUP BY
  duplicate_source,
  duplicate_kind
UNION ALL
SELECT
  source,
  source_event AS kind,
  'lake' AS place,
  sum(copies) AS duplicates,
  min(first_received_at) AS first_seen_at,
  max(last_received_at) AS last_seen_at
FROM stored
WHERE copies > 0
GROUP BY
  source,
  source_event
