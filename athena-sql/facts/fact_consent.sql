-- Grain: one row per event (event_key) with which a contact asked for messages of a scope, or for none.
-- Taps and words that may mean as much ("stop") are none: only what a source calls so.
CREATE OR REPLACE VIEW fact_consent AS
WITH consents AS (
  SELECT
    event_key,
    min(event_at) AS consent_at,
    max(contact_key) AS contact_key,
    max(contact_country) AS contact_country,
    max(channel) AS channel,
    max(account_id) AS account_id,
    max(endpoint_id) AS endpoint_id,
    max(consent_scope) AS consent_scope,
    max(event_type) = 'opted_in' AS is_opt_in,
    max(source) AS source
  FROM reporting_events
  WHERE family = 'engagement'
    AND event_type IN ('opted_in', 'opted_out')
  GROUP BY event_key
)
SELECT
  consent.event_key,
  consent.consent_at,
  consent.contact_key,
  coalesce(holder.person_key, consent.contact_key) AS person_key,
  consent.contact_country,
  consent.channel,
  consent.account_id,
  consent.endpoint_id,
  consent.consent_scope,
  consent.is_opt_in,
  consent.source
FROM consents AS consent
LEFT JOIN alias_persons AS holder
  ON holder.alias_key = consent.contact_key
  AND consent.consent_at >= holder.held_from
  AND consent.consent_at < holder.held_until
