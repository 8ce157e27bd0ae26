-- Grain: one row per event (event_key) of days compacted together, as files by day and family.
-- Winner: as in `events`; a row that lies in an earlier generation is one more copy.
-- Parameters: the `days`; those of them that are `written`, because UNLOAD writes at most 100
-- partitions; and the `location`.
-- Sorted for the metrics: Athena sorts each file, not the files among each other ("UNLOAD", Amazon
-- Athena User Guide).
UNLOAD (
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
  FROM (
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
    FROM (
      SELECT * FROM compacted_rows WHERE dt IN ({days})
      UNION ALL
      SELECT * FROM event_rows WHERE dt IN ({days}) AND family <> 'lake'
    ) AS copies
  ) AS ranked
  WHERE copy_rank = 1
    AND dt IN ({written})
  ORDER BY
    dt,
    family,
    event_type,
    event_at,
    event_key
)
TO '{location}'
WITH (format = 'PARQUET', compression = 'SNAPPY', partitioned_by = ARRAY['dt', 'family'])
