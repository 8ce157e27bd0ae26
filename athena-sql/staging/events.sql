-- Grain: one row per event (event_key).
-- Winner: the newest transform's row, then the earliest stated time (not the order of arrival),
-- then the earliest received; copies beyond that are equal.
-- Days up to the literal below are closed: `compacted_rows` has each of their events once, so that
-- conditions on dt and family prune the files. Later days are read as they landed. 1970-01-01 means
-- that no day is closed; it is a date because partition projection may need one. The compaction and
-- each deployment write the last closed day there as a literal, because a day that a query looks up
-- does not prune the files.
-- Until the compaction folds it in, an event may have a second row, which views that count must
-- fold: where it came again, or was replayed by a newer transform, on another day than it has in a
-- closed one. Where that is more than 36 days away (live, and again in a backfill) the second row
-- stays.
CREATE OR REPLACE VIEW events AS
WITH copies AS (
  SELECT
    *,
    CAST(1 AS bigint) AS copy_rank
  FROM compacted_rows
  WHERE dt <= '1970-01-01' /* closedThrough */
  UNION ALL
  SELECT
    *,
    row_number() OVER (
      PARTITION BY event_key
      ORDER BY
        transform_version DESC,
        event_at ASC,
        received_at ASC,
        dt ASC,
        family ASC,
        delivery_id ASC
    ) AS copy_rank
  FROM event_rows
  WHERE dt > '1970-01-01' /* closedThrough */
    -- What the lake says of itself is no event of anybody's talk; it is not compacted either.
    AND family <> 'lake'
)
SELECT
  /* Columns: `npm run docs` writes them from domain/event/columns. */
  event_key, event_type, source, source_event, event_at, event_at_source, received_at, dt_source,
  origin, channel, direction, account_id, endpoint_id, contact_key, contact_key_kind, phone_key,
  bsuid_key, parent_bsuid_key, username_key, previous_phone_key, previous_bsuid_key,
  previous_parent_bsuid_key, contact_country, contact_country_source, group_key, message_key,
  reply_to_key, target_message_key, call_key, message_type, reply_kind, reply_id, text_length,
  has_link, media_type, is_voice, is_animated, is_forwarded, item_count, catalog_id, product_id,
  reaction, unsupported_type, flow_token_key, flow_name, click_kind, click_key,
  referral_source_type, referral_source_id, ctwa_clid, status, error_code, recipient_type,
  conversation_id, conversation_origin, conversation_expires_at, pricing_category, pricing_type,
  pricing_model, pricing_billable, amount_minor, currency, template_id, template_name,
  template_language, template_version, template_category, campaign_id, experiment_arm, cost_tag,
  sent_buttons, experiment_id, entity_kind, entity_id, old_state, new_state, reason, severity,
  measured, threshold, duration_seconds, consent_scope, entity_key, effective_at, detail,
  delivery_id, api_version, schema_version, transform_version, phone_rules, shape, payload,
  released, new_paths, shortened, duplicate_source, duplicate_kind, dt, family
  /* End of columns. */
FROM copies
WHERE copy_rank = 1
