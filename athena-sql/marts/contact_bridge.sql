-- Grain: one row per alias and term (int_alias_terms): the person it belonged to from valid_from
-- until before valid_to.
-- Join on alias_key with event_at >= valid_from and (valid_to IS NULL or event_at < valid_to);
-- `contact_key` is an alias. A recycled number does not inherit its former holder. User ids are
-- never given to others, so theirs do not end.
CREATE OR REPLACE VIEW contact_bridge AS
SELECT
  alias_kind,
  alias_key,
  person_key,
  valid_from,
  coalesce(given_up_at, nullif(held_until, TIMESTAMP '9999-12-31 00:00:00')) AS valid_to
FROM int_alias_persons
