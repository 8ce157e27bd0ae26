-- Grain: one row per alias and term (alias_statements): whom it stood for from valid_from until before valid_to.
-- Join on alias_key with event_at >= valid_from and (valid_to IS NULL or event_at < valid_to); `contact_key` is an alias.
-- A recycled number does not inherit its former holder. User ids are never given to others, so theirs do not end.
CREATE OR REPLACE VIEW contact_bridge AS
WITH terms AS (
  SELECT
    alias_kind,
    alias_key,
    term_key,
    min(event_at) AS valid_from,
    max(CASE WHEN is_given_up = 1 THEN event_at END) AS given_up_at
  FROM alias_statements
  GROUP BY
    alias_kind,
    alias_key,
    term_key
)
SELECT
  terms.alias_kind,
  terms.alias_key,
  contact_persons.person_key,
  terms.valid_from,
  coalesce(
    terms.given_up_at,
    lead(terms.valid_from) OVER (PARTITION BY terms.alias_key ORDER BY terms.valid_from, terms.term_key)
  ) AS valid_to
FROM terms
INNER JOIN contact_persons
  ON contact_persons.term_key = terms.term_key
