-- Grain: one row per alias and term (int_alias_assertions): whom it stood for from valid_from until before valid_to.
-- Join on alias_key with event_at >= valid_from and (valid_to IS NULL or event_at < valid_to); `contact_key` is an alias.
-- A recycled number does not inherit its former holder. User ids are never given to others, so theirs do not end.
CREATE OR REPLACE VIEW contact_bridge AS
WITH terms AS (
  SELECT
    alias_kind,
    split_part(term_key, '/', 1) AS alias_key,
    term_key,
    person_key,
    valid_from,
    given_up_at
  FROM int_contact_persons
)
SELECT
  alias_kind,
  alias_key,
  person_key,
  valid_from,
  coalesce(given_up_at, lead(valid_from) OVER (PARTITION BY alias_key ORDER BY valid_from, term_key)) AS valid_to
FROM terms
