-- Grain: one row per event (event_key).
-- Winner: the newest transform's row, then the earliest received, then the earliest day; copies beyond that are equal.
CREATE OR REPLACE VIEW events AS
WITH ranked AS (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY event_key
      ORDER BY
        transform_version DESC,
        received_at ASC,
        dt ASC
    ) AS copy_rank
  FROM event_rows
)
SELECT
  event_key,
  event_type,
  source,
  source_event,
  family,
  dt,
  event_at,
  event_at_source,
  received_at,
  dt_source,
  channel,
  direction,
  account_id,
  endpoint_id,
  contact_key,
  contact_key_kind,
  message_key,
  reply_to_key,
  message_type,
  reply_kind,
  status,
  error_code,
  template_name,
  campaign_id,
  conversation_id,
  pricing_category,
  pricing_type,
  pricing_model,
  delivery_id,
  api_version,
  schema_version,
  transform_version
FROM ranked
WHERE copy_rank = 1
