-- Grain: one row per error code of meta in the area "sending": its words (dim_error).
-- Written by `npm run docs` from domain/sources; do not edit.
CREATE OR REPLACE VIEW stg_errors_meta_sending AS
SELECT
  CAST(source AS varchar) AS source, CAST(error_code AS varchar) AS error_code,
  CAST(title AS varchar) AS title, CAST(meaning AS varchar) AS meaning,
  CAST(action AS varchar) AS action, CAST(concerns AS varchar) AS concerns,
  CAST(evidence AS varchar) AS evidence, CAST(as_of AS varchar) AS as_of
FROM (
  VALUES
    ('meta', '4', 'Too many API calls', 'The app has reached its limit of calls.',
     'Send more slowly, and retry with growing pauses.', 'business', 'secondary', '2026-09'),
    ('meta', '80007', 'Account rate limit', 'The WhatsApp Business Account has'
     || ' reached its limit of calls.', 'Send more slowly, and retry with growing pauses.',
     'business', 'secondary', '2026-09'),
    ('meta', '130429', 'Throughput reached', 'The number has reached the messages a'
     || ' second that it may send.', 'Send more slowly, or ask Meta for more throughput.',
     'business', 'meta_page', '2026-05'),
    ('meta', '131048', 'Limited for spam', 'The number may send less, because contacts blocked it'
     || ' or reported its messages.', 'Look at its quality in WhatsApp Manager; send'
     || ' to people who expect it.', 'business', 'secondary', '2026-09'),
    ('meta', '131056', 'Too many to one contact', 'Too many messages from one number to one'
     || ' contact in a short time.', 'Wait before sending to this contact again;'
     || ' others are not affected.', 'business', 'meta_page', '2026-05'),
    ('meta', '1', 'Unknown API error', 'Meta could not process the call,'
     || ' or the call is malformed.', 'Look at the status page of Meta; if nothing is'
     || ' there, check the request.', 'meta', 'secondary', '2026-09'),
    ('meta', '2', 'API unavailable', 'The API is down or overloaded for a while.',
     'Look at the status page of Meta, and retry with growing pauses.', 'meta', 'secondary',
     '2026-09'),
    ('meta', '131000', 'Unknown failure', 'Meta failed for a reason that it does not state.',
     'Retry; if it lasts, open a ticket at Meta.', 'meta', 'secondary', '2026-09'),
    ('meta', '131016', 'Service overloaded', 'A service of Meta is unavailable for a while.',
     'Look at the status page of Meta, and retry with growing pauses.', 'meta', 'secondary',
     '2026-09'),
    ('meta', '131057', 'Account in maintenance', 'The account is in maintenance, for example while'
     || ' its throughput is raised.', 'Wait, and retry.', 'meta', 'secondary', '2026-09'),
    ('meta', '133004', 'Server unavailable', 'A server of Meta is unavailable for a while.',
     'Look at the status page of Meta, and retry with growing pauses.', 'meta', 'secondary',
     '2026-09')
) AS texts (source, error_code, title, meaning, action, concerns, evidence, as_of)
