-- Grain: one row per error code of meta in the area "delivery": its words (dim_error).
-- Written by `npm run docs` from domain/sources; do not edit.
CREATE OR REPLACE VIEW stg_errors_meta_delivery AS
SELECT
  CAST(source AS varchar) AS source, CAST(error_code AS varchar) AS error_code,
  CAST(title AS varchar) AS title, CAST(meaning AS varchar) AS meaning,
  CAST(action AS varchar) AS action, CAST(concerns AS varchar) AS concerns,
  CAST(evidence AS varchar) AS evidence, CAST(as_of AS varchar) AS as_of
FROM (
  VALUES
    ('meta', '131026', 'Undeliverable', 'It could not be delivered: the number may not be on'
     || ' WhatsApp, or the app or its accepted terms are too old.', 'Ask over another channel'
     || ' whether the contact uses WhatsApp; do not retry at once.', 'recipient', 'meta_page',
     '2026-05'),
    ('meta', '131036', 'Time to live ended', 'Its time to live ended before it was delivered'
     || ' (numbers with No Storage).', 'Send it again if it still matters.', 'recipient',
     'meta_page', '2026-05'),
    ('meta', '131047', 'Outside the 24 hours', 'The contact last wrote more than 24 hours before,'
     || ' so only a template may be sent.', 'Send an approved template, or wait'
     || ' until the contact writes.', 'business', 'meta_page', '2026-05'),
    ('meta', '131049', 'Held back by Meta', 'Meta did not deliver it, to limit how many marketing'
     || ' messages one person gets.', 'Do not retry within 24 hours; send less marketing to'
     || ' people who do not answer.', 'meta', 'meta_page', '2026-05'),
    ('meta', '131050', 'Marketing stopped', 'The contact has stopped marketing messages of'
     || ' the business in WhatsApp.', 'Take the contact off marketing lists'
     || ' until they opt in again.', 'recipient', 'meta_page', '2026-05'),
    ('meta', '130472', 'In an experiment of Meta', 'The contact is in a group to which Meta'
     || ' delivers no marketing. It is not billed.',
     'Do not retry; use another channel if it matters.', 'meta', 'meta_page', '2026-05'),
    ('meta', '131051', 'Type not supported', 'The API does not carry this type of message.',
     'Inbound: ask for another form. Outbound: send a documented type.', 'meta', 'meta_page',
     '2026-06'),
    ('meta', '131052', 'Media not downloaded', 'The media that the contact'
     || ' sent could not be fetched.', 'Ask the contact to send it again, or in another way.',
     'recipient', 'secondary', '2026-09'),
    ('meta', '131060', 'Message not available', 'An inbound message was not passed on, often the'
     || ' first one from an ad to a number also used in the app.', 'Read it in the app on the'
     || ' phone, and count it as inbound.', 'meta', 'meta_page', '2026-06')
) AS texts (source, error_code, title, meaning, action, concerns, evidence, as_of)
