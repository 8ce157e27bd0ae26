-- Grain: one row per person, channel and scope of consent: what they said last, to any number of
-- the business.
-- Winner: the latest; at the same instant an opt-out before an opt-in, then the greatest event_key.
-- Persons who never said anything have no row: that is neither a yes nor a no.
CREATE OR REPLACE VIEW contact_consent AS
WITH ranked AS (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY person_key, channel, consent_scope
      ORDER BY consent_at DESC, is_opt_in ASC, event_key DESC
    ) AS consent_rank
  FROM fact_consent
  WHERE person_key IS NOT NULL
)
SELECT
  person_key,
  channel,
  consent_scope,
  is_opt_in,
  consent_at,
  event_key,
  source
FROM ranked
WHERE consent_rank = 1
