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
    ('sent', 'Sent', 'messages', 'Outbound messages with at least one status.', NULL,
     'A message with only a delivered, read or failed status counts too, on the day of its first'
     || ' status: the vendor sends no status for a message it did not accept. Messages only'
     || ' recorded by the business, or echoed from its phone, do not count. A message to'
     || ' a group is one message.', 'Messaging analytics', 'metric_messages', 'sent'),
    ('delivered', 'Delivered', 'messages', 'Sent messages that reached a device.', NULL,
     'Read or played implies delivered: Meta omits delivered when the message is read at once.'
     || ' Delivered takes precedence over failed. In a group, the first participant counts.',
     'Messaging analytics', 'metric_messages', 'delivered'),
    ('delivered_rate', 'Delivered rate', 'ratio', 'Delivered messages.', 'Sent messages.',
     'A device received it; whether a person saw it is not known. Messages may be delivered up to'
     || ' 30 days after they were sent.', 'Messaging analytics', 'metric_messages',
     'delivered_rate'),
    ('read', 'Read', 'messages', 'Delivered messages with a read receipt, or that were played.',
     NULL, 'A lower bound: contacts with read receipts switched off send none.',
     'Messaging analytics', 'metric_messages', 'read'),
    ('read_rate', 'Read rate (a floor)', 'ratio', 'Read messages.', 'Delivered messages.',
     'A lower bound, not the share of people who read it: contacts with read receipts switched'
     || ' off are only in the denominator. Do not divide by sent.', 'Messaging analytics',
     'metric_messages', 'read_rate'),
    ('played', 'Played', 'messages', 'Delivered voice messages that were played.', NULL,
     'Reported for voice messages only.', 'Messaging analytics', 'metric_messages', 'played'),
    ('played_rate', 'Played rate', 'ratio', 'Played messages.', 'Delivered messages.',
     'The denominator has all messages, not only voice messages: it is a share of voice messages'
     || ' only in a slice of them.', 'Messaging analytics', 'metric_messages', 'played_rate'),
    ('failed', 'Failed', 'messages', 'Sent messages that failed and did not arrive after all.',
     NULL, 'A message with only a failed status counts as sent too. Failed and delivered need not'
     || ' add up to sent: some messages are still in flight.', 'Messaging analytics',
     'metric_messages', 'failed'),
    ('failure_rate', 'Failure rate', 'ratio', 'Failed messages.', 'Sent messages.',
     'An average over different causes: look at it by error code.', 'Messaging analytics',
     'metric_messages', 'failure_rate'),
    ('replied', 'Replied', 'messages', 'Mature delivered messages to which a reply, click, form or'
     || ' order is attributed, by context or within 24 hours.', NULL, 'Messages, not replies: ten'
     || ' replies to one message count once. For the message that a reply is attributed to, see'
     || ' "How replies are attributed".', 'Messaging analytics', 'metric_messages', 'replied'),
    ('reply_rate', 'Reply rate', 'ratio', 'Replied messages.', 'Mature delivered messages: sent at'
     || ' least 24 hours before the newest receipt.', 'Younger messages are in neither part,'
     || ' because their replies may still come. A reply that quotes a message counts at any age,'
     || ' so the rate may still rise.', 'Messaging analytics', 'metric_messages', 'reply_rate')
) AS texts (id, title, unit, numerator, denominator, caveat, owner, view_name, column_name)
