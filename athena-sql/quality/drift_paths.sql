-- Grain: one row per source, kind of event in the vendor's words, and new path of its payloads.
-- A path is new if the vendor's payloads did not use to have it. Paths hold letters, digits and
-- `_ - . [ ]`, a space and the kind of value, so the JSON list can be cut at its quotes. An event
-- that lies on two days (events) counts once. It reads all of `events`, not the reporting window:
-- it says since when a path has been sent, and reads of the files only `new_paths` and its like.
CREATE OR REPLACE VIEW drift_paths AS
SELECT
  source,
  source_event,
  path,
  min(received_at) AS first_seen_at,
  max(received_at) AS last_seen_at,
  count(DISTINCT event_key) AS events
FROM events
CROSS JOIN UNNEST(split(substr(new_paths, 3, length(new_paths) - 4), '","')) AS named (path)
WHERE new_paths IS NOT NULL
GROUP BY
  source,
  source_event,
  path
