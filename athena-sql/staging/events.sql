-- Grain: one row per event (event_key), day (dt) and family.
-- Winner: the newest transform's row, then the earliest received; copies beyond that are equal.
-- Copies meet only within a day and a family, so that conditions on dt and family reach the files: both follow from the
-- envelope and the transform's version. Three events therefore have a second row, which views that count must fold:
-- one that came live and again in a backfill (history) after its claim had expired (14 days), one that came again after
-- more than 35 days, and one that a newer transform moved to another day or family. Of the last the newer row must win;
-- nothing replays rows yet, so none exists until replayed rows have a place of their own.
CREATE OR REPLACE VIEW events AS
WITH ranked AS (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY event_key, dt, family
      ORDER BY
        transform_version DESC,
        received_at ASC
    ) AS copy_rank
  FROM event_rows
  -- What the lake says of itself is no event of anybody's talk.
  WHERE family <> 'lake'
)
SELECT
  event_key, event_type, source, source_event, event_at, event_at_source, received_at, dt_source, origin, channel,
  direction, account_id, endpoint_id, contact_key, contact_key_kind, phone_key, bsuid_key, parent_bsuid_key,
  username_key, previous_phone_key, previous_bsuid_key, previous_parent_bsuid_key, contact_country,
  contact_country_source, group_key, message_key, reply_to_key, target_message_key, call_key, message_type,
  reply_kind, reply_id, text_length, has_link, media_type, is_voice, is_animated, is_forwarded, item_count,
  catalog_id, product_id, reaction, unsupported_type, flow_token_key, flow_name, click_kind, click_key,
  referral_source_type, referral_source_id, ctwa_clid, status, error_code, recipient_type, conversation_id,
  conversation_origin, conversation_expires_at, pricing_category, pricing_type, pricing_model, pricing_billable,
  amount_minor, currency, template_id, template_name, template_language, template_version, template_category,
  campaign_id, experiment_arm, cost_tag, sent_buttons, experiment_id, entity_kind, entity_id, old_state, new_state,
  reason, severity, measured, threshold, duration_seconds, consent_scope, entity_key, effective_at, detail,
  delivery_id, api_version, schema_version, transform_version, phone_rules, shape, payload, released, new_paths, dt,
  family
FROM ranked
WHERE copy_rank = 1
