-- Grain: one row per opt-out of a known person (event_key), and per message that was delivered to
-- one: what opt-outs are attributed to. Both are in one view so that persons are resolved once.
-- Winner: an opt-out belongs to the last message that was delivered to the person within 24 hours
-- before it, from any number; its campaign, template and category are NULL where there is no such
-- message.
-- Delivered in the same second is not before; 24 hours to the second still count; of two delivered
-- in one second the greater key is the last.
-- `counted_at` is when the opt-out happened, or the message was accepted.
CREATE OR REPLACE VIEW int_opt_out_attributions AS
WITH moments AS (
  SELECT
    message_key, CAST(NULL AS varchar) AS event_key, contact_key, accepted_at AS known_at,
    delivered_at AS moment_at, accepted_at AS counted_at, channel, account_id, endpoint_id,
    contact_country, campaign_id, template_key, category
  FROM int_messages
  -- What went to a group went to nobody alone.
  WHERE direction = 'outbound' AND delivered_at IS NOT NULL AND NOT is_of_group
  UNION ALL
  SELECT
    NULL, event_key, contact_key, consent_at, consent_at, consent_at, channel, account_id,
    endpoint_id, contact_country, NULL, NULL, NULL
  FROM int_consent_changes
  WHERE NOT is_opt_in
),
known AS (
  SELECT
    moment.*,
    coalesce(holder.person_key, moment.contact_key) AS person_key,
    -- Ordered by its first two parts. No part is NULL: Trino does not compare such rows.
    CASE WHEN message_key IS NOT NULL THEN CAST(ROW(moment_at, message_key,
      coalesce(campaign_id, ''), coalesce(template_key, ''), coalesce(category, ''))
      AS ROW(delivered_at timestamp, message_key varchar, campaign_id varchar,
      template_key varchar, category varchar)) END AS delivery
  FROM moments AS moment
  LEFT JOIN int_alias_persons AS holder ON holder.alias_key = moment.contact_key
    AND moment.known_at >= holder.held_from AND moment.known_at < holder.held_until
),
followed AS (
  SELECT *, max(delivery) OVER (
    PARTITION BY person_key ORDER BY moment_at, CASE WHEN message_key IS NULL THEN 0 ELSE 1 END,
      message_key, event_key) AS last_delivery
  FROM known
  WHERE person_key IS NOT NULL
),
judged AS (
  SELECT *, message_key IS NULL AND coalesce(
    moment_at <= last_delivery.delivered_at + INTERVAL '24' HOUR, FALSE) AS is_attributed
  FROM followed
)
SELECT
  event_key, message_key, counted_at, person_key, channel, account_id, endpoint_id, contact_country,
  CASE WHEN is_attributed THEN nullif(last_delivery.campaign_id, '') ELSE campaign_id END
    AS campaign_id,
  CASE WHEN is_attributed THEN nullif(last_delivery.template_key, '') ELSE template_key END
    AS template_key,
  CASE WHEN is_attributed THEN nullif(last_delivery.category, '') ELSE category END AS category,
  CASE WHEN is_attributed THEN last_delivery.message_key END AS attributed_message_key
FROM judged
