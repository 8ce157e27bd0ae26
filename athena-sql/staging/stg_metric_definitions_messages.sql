-- Grain: one row per metric of the area "messages": its words (metric_definitions).
-- Written by `npm run docs` from domain/metrics; do not edit.
CREATE OR REPLACE VIEW stg_metric_definitions_messages AS
SELECT
  CAST(id AS varchar) AS id, CAST(title AS varchar) AS title, CAST(unit AS varchar) AS unit,
  CAST(numerator AS varchar) AS numerator, CAST(denominator AS varchar) AS denominator,
  CAST(caveat AS varchar) AS caveat, CAST(owner AS varchar) AS owner,
  CAST(view_name AS varchar) AS view_name, CAST(column_name AS varchar) AS column_name
FROM (
  VALUES
    ('sent', 'Sent', 'messages', 'Outbound messages of which the vendor told a status.', NULL,
     'A message of which only delivered, read or failed was seen counts too, on the day of its'
     || ' first status: the vendor tells of none it did not accept. One that was only recorded by'
     || ' the business, or echoed from its phone, does not. A message to a group is one message.',
     'Messaging analytics', 'metric_messages', 'sent'),
    ('delivered', 'Delivered', 'messages', 'Sent messages that reached a device.', NULL,
     'Reading or playing implies it: Meta leaves delivered out when the message is read at once.'
     || ' Delivered beats failed. Of a group, the first participant counts.',
     'Messaging analytics', 'metric_messages', 'delivered'),
    ('delivered_rate', 'Delivered rate', 'ratio', 'Delivered messages.', 'Sent messages.',
     'A device got it; that says nothing of a person. Messages may be delivered up to 30'
     || ' days after they were sent.', 'Messaging analytics', 'metric_messages', 'delivered_rate'),
    ('read', 'Read', 'messages', 'Delivered messages of which a read receipt'
     || ' came, or that were played.', NULL, 'A floor: contacts who switched read'
     || ' receipts off read without one.', 'Messaging analytics', 'metric_messages', 'read'),
    ('read_rate', 'Read rate (a floor)', 'ratio', 'Read messages.', 'Delivered messages.',
     'A floor, never the share of people who looked: contacts who switched read receipts off are'
     || ' in the denominator alone. Not to be divided by sent.', 'Messaging analytics',
     'metric_messages', 'read_rate'),
    ('played', 'Played', 'messages', 'Delivered voice messages that were played.', NULL,
     'Told of voice messages alone.', 'Messaging analytics', 'metric_messages', 'played'),
    ('played_rate', 'Played rate', 'ratio', 'Played messages.', 'Delivered messages.',
     'The denominator has all messages, not voice messages alone: only of a slice of voice'
     || ' messages is it a share of them.', 'Messaging analytics', 'metric_messages',
     'played_rate'),
    ('failed', 'Failed', 'messages', 'Sent messages that failed and did not arrive after all.',
     NULL, 'A message of which only failed was seen counts as sent too. Failed and delivered need'
     || ' not add up to sent: some are still under way.', 'Messaging analytics', 'metric_messages',
     'failed'),
    ('failure_rate', 'Failure rate', 'ratio', 'Failed messages.', 'Sent messages.',
     'An average over causes that differ: read it by error code.', 'Messaging analytics',
     'metric_messages', 'failure_rate'),
    ('replied', 'Replied', 'messages', 'Mature delivered messages to which a reply, click, form or'
     || ' order is attributed, by context or within 24 hours.', NULL, 'Messages, not replies: ten'
     || ' replies to one message count once. Which message a reply is attributed to: see "How'
     || ' replies are attributed".', 'Messaging analytics', 'metric_messages', 'replied'),
    ('reply_rate', 'Reply rate', 'ratio', 'Replied messages.', 'Mature delivered messages: sent at'
     || ' least 24 hours before the newest receipt.', 'Younger messages are in neither part, for'
     || ' their replies may still come. A reply that quotes a message counts whenever it'
     || ' comes, so it may still rise.', 'Messaging analytics', 'metric_messages', 'reply_rate')
) AS texts (id, title, unit, numerator, denominator, caveat, owner, view_name, column_name)
