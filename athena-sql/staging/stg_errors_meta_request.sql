-- Grain: one row per error code of meta in the area "request": its words (dim_error).
-- Written by `npm run docs` from domain/sources; do not edit.
CREATE OR REPLACE VIEW stg_errors_meta_request AS
SELECT
  CAST(source AS varchar) AS source, CAST(error_code AS varchar) AS error_code,
  CAST(title AS varchar) AS title, CAST(meaning AS varchar) AS meaning,
  CAST(action AS varchar) AS action, CAST(concerns AS varchar) AS concerns,
  CAST(evidence AS varchar) AS evidence, CAST(as_of AS varchar) AS as_of
FROM (
  VALUES
    ('meta', '100', 'Invalid parameter', 'The request has a parameter that'
     || ' is unknown or misspelt.', 'Compare the request with the reference of Meta.', 'business',
     'secondary', '2026-09'),
    ('meta', '131005', 'Access denied', 'A permission was not granted, or was withdrawn.',
     'Check the permissions of the token.', 'business', 'secondary', '2026-09'),
    ('meta', '131008', 'Parameter missing', 'The request lacks a parameter that it must have.',
     'Compare the request with the reference of Meta.', 'business', 'secondary', '2026-09'),
    ('meta', '131009', 'Value not valid', 'A parameter of the request has a'
     || ' value that is not allowed.', 'Compare the request with the reference of Meta.',
     'business', 'secondary', '2026-09'),
    ('meta', '131021', 'Sent to itself', 'Sender and recipient are the same number.',
     'Correct the recipient.', 'business', 'secondary', '2026-09'),
    ('meta', '131053', 'Media not taken', 'The media of the message could not be taken, for'
     || ' example because of its type.', 'Send a supported type and size.', 'business',
     'secondary', '2026-09'),
    ('meta', '132000', 'Wrong number of variables', 'The template has more or fewer'
     || ' variables than were sent.', 'Send as many values as the template has variables.',
     'business', 'secondary', '2026-09'),
    ('meta', '132001', 'Template not found', 'The template does not exist in this'
     || ' language, or is not approved.', 'Check its name, language and'
     || ' approval in WhatsApp Manager.', 'business', 'secondary', '2026-09'),
    ('meta', '132005', 'Text too long', 'With its values filled in, the text of'
     || ' the template is too long.', 'Send shorter values.', 'business', 'secondary', '2026-09'),
    ('meta', '132007', 'Template breaks a policy', 'The content of the template'
     || ' breaks a policy of WhatsApp.', 'Change the template, and submit it again.', 'business',
     'secondary', '2026-09'),
    ('meta', '132012', 'Variable malformed', 'A value has a form that the template does not take.',
     'Send the values in the form that the template has.', 'business', 'secondary', '2026-09'),
    ('meta', '132015', 'Template paused', 'The template is paused, because'
     || ' contacts rated it badly.', 'Improve the template, or wait until the pause ends.',
     'business', 'secondary', '2026-09'),
    ('meta', '132016', 'Template disabled', 'The template was paused too often,'
     || ' and is disabled for good.', 'Make another template with another content.', 'business',
     'secondary', '2026-09')
) AS texts (source, error_code, title, meaning, action, concerns, evidence, as_of)
