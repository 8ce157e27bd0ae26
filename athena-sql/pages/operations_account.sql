-- Grain: one row per event of the business's own accounts, numbers and templates that happened in
-- the period, the newest 50. Of the slices only `number` applies: what is about a number, or came
-- with it.
-- It reads the files of the family `account` alone, which are few, from the period on: what
-- happened before and came later lies on a later day.
SELECT
  event_at, received_at, event_type, source, source_event, entity_kind, entity_id,
  CASE WHEN template_language IS NULL THEN template_name
    ELSE template_name || ' (' || template_language || ')' END AS template,
  old_state, new_state, reason, severity, error_code, effective_at, account_id, endpoint_id,
  event_key
FROM events
CROSS JOIN stg_reporting_settings
WHERE family = 'account'
  AND dt >= CAST(date_add('day', -1, DATE '2026-11-01' /* from */) AS varchar)
  AND CAST(at_timezone(with_timezone(event_at, 'UTC'), reporting_zone) AS date)
    BETWEEN DATE '2026-11-01' /* from */ AND DATE '2026-11-28' /* through */
  AND '' /* number */ IN ('', coalesce(endpoint_id, 'unknown'), coalesce(entity_id, 'unknown'))
ORDER BY event_at DESC, event_key, received_at DESC
LIMIT 50
