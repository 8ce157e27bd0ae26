-- Grain: one row per event (event_key) with which a contact opted in or out of a scope of messages.
-- Clicks and words that may mean the same ("stop") do not count: only what a source calls consent.
-- Materialized: table
CREATE OR REPLACE VIEW fact_consent AS
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
FROM int_consent_changes AS consent
LEFT JOIN int_alias_persons AS holder
  ON holder.alias_key = consent.contact_key
  AND consent.consent_at >= holder.held_from
  AND consent.consent_at < holder.held_until
