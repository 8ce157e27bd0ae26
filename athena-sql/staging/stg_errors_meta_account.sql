-- Grain: one row per error code of meta in the area "account": its words (dim_error).
-- Written by `npm run docs` from domain/sources; do not edit.
CREATE OR REPLACE VIEW stg_errors_meta_account AS
SELECT
  CAST(source AS varchar) AS source, CAST(error_code AS varchar) AS error_code,
  CAST(title AS varchar) AS title, CAST(meaning AS varchar) AS meaning,
  CAST(action AS varchar) AS action, CAST(concerns AS varchar) AS concerns,
  CAST(evidence AS varchar) AS evidence, CAST(as_of AS varchar) AS as_of
FROM (
  VALUES
    ('meta', '190', 'Access token expired', 'The token of the app is no longer valid.',
     'Issue a new token.', 'business', 'secondary', '2026-09'),
    ('meta', '368', 'Restricted for policy', 'The account is restricted or disabled for'
     || ' a violation of policies.', 'Read the notice in WhatsApp Manager, and'
     || ' appeal where it is wrong.', 'business', 'secondary', '2026-09'),
    ('meta', '131031', 'Account locked', 'The account is restricted for a violation, or data such'
     || ' as its PIN could not be verified.', 'See the state of the account in WhatsApp Manager.',
     'business', 'secondary', '2026-09'),
    ('meta', '131037', 'Display name not approved',
     'The display name of the number is not approved yet.', 'Set a display name in WhatsApp'
     || ' Manager, and wait for the review.', 'business', 'secondary', '2026-09'),
    ('meta', '131042', 'Payment problem', 'The account cannot be charged: its payment method, its'
     || ' limit or missing details.', 'Check the payment settings of the account.', 'business',
     'meta_page', '2026-05'),
    ('meta', '131045', 'Number not registered', 'The number is not registered for sending, or'
     || ' its certificate is wrong.', 'Register the number again.', 'business', 'secondary',
     '2026-09'),
    ('meta', '133010', 'Number not on the platform', 'The number is not registered on the'
     || ' WhatsApp Business Platform.', 'Register it in WhatsApp Manager.', 'business',
     'secondary', '2026-09')
) AS texts (source, error_code, title, meaning, action, concerns, evidence, as_of)
