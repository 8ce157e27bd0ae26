-- Grain: one row per metric of the area "engagement": its words (metric_definitions).
-- Written by `npm run docs` from domain/metrics; do not edit.
CREATE OR REPLACE VIEW stg_metric_definitions_engagement AS
SELECT
  CAST(id AS varchar) AS id, CAST(title AS varchar) AS title, CAST(unit AS varchar) AS unit,
  CAST(numerator AS varchar) AS numerator, CAST(denominator AS varchar) AS denominator,
  CAST(caveat AS varchar) AS caveat, CAST(owner AS varchar) AS owner,
  CAST(view_name AS varchar) AS view_name, CAST(column_name AS varchar) AS column_name
FROM (
  VALUES
    ('outbound_conversations', 'Outbound conversations', 'conversations',
     'Conversations that the business began at least 24 hours before the newest'
     || ' receipt, on the day they began.', NULL, 'A conversation is a run of messages between one'
     || ' person and one number of the business with no gap above 24 hours. Meta''s own'
     || ' conversation ids, which meant charges, are not used: it stopped sending them for most'
     || ' messages with per-message prices.', 'Messaging analytics', 'metric_engagement',
     'outbound_conversations'),
    ('engaged_conversations', 'Engaged conversations', 'conversations', 'Outbound conversations in'
     || ' which the contact replied, clicked a button, ordered or submitted a flow.', NULL,
     'No matter who wrote before: a campaign, an agent or the phone. Reading, a reaction or a'
     || ' link click alone is not engagement. A reply after the conversation has ended, even one'
     || ' that quotes it, starts another.', 'Messaging analytics', 'metric_engagement',
     'engaged_conversations'),
    ('engaged_rate', 'Engaged rate', 'ratio', 'Engaged conversations.',
     'Outbound conversations begun at least 24 hours before the newest receipt.',
     'Not the reply rate, which counts messages. A conversation belongs to the campaign, template'
     || ' and category of its opening message alone.', 'Messaging analytics', 'metric_engagement',
     'engaged_rate'),
    ('attributed_conversations', 'Attributed conversations', 'conversations',
     'Outbound conversations with a message that a reply, click, form or order is attributed to,'
     || ' by context or within 24 hours.', NULL, 'Neither a subset nor a superset of the engaged:'
     || ' an answer to an agent engages and is not attributed; a quote after the end is'
     || ' attributed and does not engage.', 'Messaging analytics', 'metric_engagement',
     'attributed_conversations'),
    ('attributed_rate', 'Attributed rate', 'ratio', 'Attributed conversations.',
     'Outbound conversations begun at least 24 hours before the newest receipt.',
     'What campaigns and templates can claim by the attribution rule. It may still rise, because'
     || ' quotes count at any age.', 'Messaging analytics', 'metric_engagement', 'attributed_rate')
) AS texts (id, title, unit, numerator, denominator, caveat, owner, view_name, column_name)
