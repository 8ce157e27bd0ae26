-- Grain: one row per column of `events`: in how many events of the period (days of UTC) it has a
-- value; those with none first. It reads every column of the period once.
-- Written by `npm run docs`; do not edit.
WITH counted AS (
  SELECT count(*) AS events, ARRAY[
    count(event_key), count(event_type), count(source), count(source_event), count(event_at),
    count(event_at_source), count(received_at), count(dt_source), count(origin), count(channel),
    count(direction), count(account_id), count(endpoint_id), count(contact_key),
    count(contact_key_kind), count(phone_key), count(bsuid_key), count(parent_bsuid_key),
    count(username_key), count(previous_phone_key), count(previous_bsuid_key),
    count(previous_parent_bsuid_key), count(contact_country), count(contact_country_source),
    count(group_key), count(message_key), count(reply_to_key), count(target_message_key),
    count(call_key), count(message_type), count(reply_kind), count(reply_id), count(text_length),
    count(has_link), count(media_type), count(is_voice), count(is_animated), count(is_forwarded),
    count(item_count), count(catalog_id), count(product_id), count(reaction),
    count(unsupported_type), count(flow_token_key), count(flow_name), count(click_kind),
    count(click_key), count(referral_source_type), count(referral_source_id), count(ctwa_clid),
    count(status), count(error_code), count(recipient_type), count(conversation_id),
    count(conversation_origin), count(conversation_expires_at), count(pricing_category),
    count(pricing_type), count(pricing_model), count(pricing_billable), count(amount_minor),
    count(currency), count(template_id), count(template_name), count(template_language),
    count(template_version), count(template_category), count(campaign_id), count(experiment_arm),
    count(cost_tag), count(sent_buttons), count(experiment_id), count(entity_kind),
    count(entity_id), count(old_state), count(new_state), count(reason), count(severity),
    count(measured), count(threshold), count(duration_seconds), count(consent_scope),
    count(entity_key), count(effective_at), count(detail), count(delivery_id), count(api_version),
    count(schema_version), count(transform_version), count(phone_rules), count(shape),
    count(payload), count(released), count(new_paths), count(shortened), count(duplicate_source),
    count(duplicate_kind)
  ] AS counts
  FROM events
  WHERE dt BETWEEN '2026-11-01' /* from */ AND '2026-11-28' /* through */
)
SELECT
  element_at(split(
    'event_key event_type source source_event event_at event_at_source received_at dt_source'
    || ' origin channel direction account_id endpoint_id contact_key contact_key_kind phone_key'
    || ' bsuid_key parent_bsuid_key username_key previous_phone_key previous_bsuid_key'
    || ' previous_parent_bsuid_key contact_country contact_country_source group_key message_key'
    || ' reply_to_key target_message_key call_key message_type reply_kind reply_id text_length'
    || ' has_link media_type is_voice is_animated is_forwarded item_count catalog_id product_id'
    || ' reaction unsupported_type flow_token_key flow_name click_kind click_key'
    || ' referral_source_type referral_source_id ctwa_clid status error_code recipient_type'
    || ' conversation_id conversation_origin conversation_expires_at pricing_category pricing_type'
    || ' pricing_model pricing_billable amount_minor currency template_id template_name'
    || ' template_language template_version template_category campaign_id experiment_arm cost_tag'
    || ' sent_buttons experiment_id entity_kind entity_id old_state new_state reason severity'
    || ' measured threshold duration_seconds consent_scope entity_key effective_at detail'
    || ' delivery_id api_version schema_version transform_version phone_rules shape payload'
    || ' released new_paths shortened duplicate_source duplicate_kind',
    ' '), place) AS field,
  element_at(counts, place) AS filled,
  CAST(element_at(counts, place) AS double) / nullif(events, 0) AS fill_rate,
  events AS fill_rate_of
FROM counted
CROSS JOIN UNNEST(sequence(1, 97)) AS places (place)
ORDER BY filled, field
