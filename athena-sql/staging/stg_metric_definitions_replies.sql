-- Grain: one row per metric of the area "replies": its words (metric_definitions).
-- Written by `npm run docs` from domain/metrics; do not edit.
CREATE OR REPLACE VIEW stg_metric_definitions_replies AS
SELECT
  CAST(id AS varchar) AS id, CAST(title AS varchar) AS title, CAST(unit AS varchar) AS unit,
  CAST(numerator AS varchar) AS numerator, CAST(denominator AS varchar) AS denominator,
  CAST(caveat AS varchar) AS caveat, CAST(owner AS varchar) AS owner,
  CAST(view_name AS varchar) AS view_name, CAST(column_name AS varchar) AS column_name
FROM (
  VALUES
    ('timed_replies', 'Replies with a latency', 'replies', 'Replies, clicks, forms and orders'
     || ' attributed, by context or within 24 hours, to a message with a known acceptance time;'
     || ' on the day of the reply.', NULL, 'Every attributed reply, not only the first. Excluded:'
     || ' replies to messages with only a later status, and replies whose own time'
     || ' is before the acceptance.', 'Messaging analytics', 'metric_reply_latency', 'replies'),
    ('reply_latency_p50', 'Reply latency, median', 'seconds', 'Time from the acceptance of the'
     || ' message to a reply attributed to it: the least that half of the'
     || ' replies did not exceed.', NULL, 'Only of those who replied; it says nothing about the'
     || ' others. Medians of days or members do not average to the total.', 'Messaging analytics',
     'metric_reply_latency', 'p50_seconds'),
    ('reply_latency_p90', 'Reply latency, 90th percentile', 'seconds', 'Time from the acceptance'
     || ' of the message to a reply attributed to it: the least that nine in ten'
     || ' replies did not exceed.', NULL, 'As for the median. Replies without a quote end at 24'
     || ' hours by the rule; replies with a quote do not.', 'Messaging analytics',
     'metric_reply_latency', 'p90_seconds')
) AS texts (id, title, unit, numerator, denominator, caveat, owner, view_name, column_name)
