import { type Metric, type MetricView, slicedView } from './definition.ts';

const BY_SLICE = slicedView('metric_messages');
const BY_CODE = slicedView('metric_failures', ', and error code', 'error_code');
const BY_DAY: MetricView = {
  view: 'metric_message_funnel_daily',
  grain: 'one row per day on which messages were sent',
  keys: ['day'],
  slices: {},
};

const here = { owner: 'Messaging analytics', in: BY_SLICE } as const;
const inFunnelToo = { ...here, alsoIn: [BY_DAY] } as const;

/** The outcome of the messages that the business sent. A message counts on the day it was sent, whenever its statuses came. */
export const MESSAGE_METRICS: readonly Metric[] = [
  {
    ...inFunnelToo,
    id: 'sent',
    title: 'Sent',
    unit: 'messages',
    column: 'sent',
    numerator: 'Outbound messages with at least one status.',
    denominator: null,
    caveat:
      'A message with only a delivered, read or failed status counts too, on the day of its first status: the vendor sends no status for a message it did not accept. Messages only recorded by the business, or echoed from its phone, do not count. A message to a group is one message.',
  },
  {
    ...inFunnelToo,
    id: 'delivered',
    title: 'Delivered',
    unit: 'messages',
    column: 'delivered',
    numerator: 'Sent messages that reached a device.',
    denominator: null,
    caveat:
      'Read or played implies delivered: Meta omits delivered when the message is read at once. Delivered takes precedence over failed. In a group, the first participant counts.',
  },
  {
    ...inFunnelToo,
    id: 'delivered_rate',
    title: 'Delivered rate',
    unit: 'ratio',
    column: 'delivered_rate',
    numerator: 'Delivered messages.',
    denominator: 'Sent messages.',
    caveat:
      'A device received it; whether a person saw it is not known. Messages may be delivered up to 30 days after they were sent.',
  },
  {
    ...inFunnelToo,
    id: 'read',
    title: 'Read',
    unit: 'messages',
    column: 'read',
    numerator: 'Delivered messages with a read receipt, or that were played.',
    denominator: null,
    caveat: 'A lower bound: contacts with read receipts switched off send none.',
  },
  {
    ...inFunnelToo,
    id: 'read_rate',
    title: 'Read rate (a floor)',
    unit: 'ratio',
    column: 'read_rate',
    numerator: 'Read messages.',
    denominator: 'Delivered messages.',
    caveat:
      'A lower bound, not the share of people who read it: contacts with read receipts switched off are only in the denominator. Do not divide by sent.',
  },
  {
    ...here,
    id: 'played',
    title: 'Played',
    unit: 'messages',
    column: 'played',
    numerator: 'Delivered voice messages that were played.',
    denominator: null,
    caveat: 'Reported for voice messages only.',
  },
  {
    ...here,
    id: 'played_rate',
    title: 'Played rate',
    unit: 'ratio',
    column: 'played_rate',
    numerator: 'Played messages.',
    denominator: 'Delivered messages.',
    caveat:
      'The denominator has all messages, not only voice messages: it is a share of voice messages only in a slice of them.',
  },
  {
    ...inFunnelToo,
    id: 'failed',
    title: 'Failed',
    unit: 'messages',
    column: 'failed',
    numerator: 'Sent messages that failed and did not arrive after all.',
    denominator: null,
    caveat:
      'A message with only a failed status counts as sent too. Failed and delivered need not add up to sent: some messages are still in flight.',
  },
  {
    ...inFunnelToo,
    id: 'failure_rate',
    title: 'Failure rate',
    unit: 'ratio',
    column: 'failure_rate',
    numerator: 'Failed messages.',
    denominator: 'Sent messages.',
    caveat: 'An average over different causes: look at it by error code.',
  },
  {
    ...here,
    id: 'replied',
    title: 'Replied',
    unit: 'messages',
    column: 'replied',
    numerator:
      'Mature delivered messages to which a reply, click, form or order is attributed, by context or within 24 hours.',
    denominator: null,
    caveat:
      'Messages, not replies: ten replies to one message count once. For the message that a reply is attributed to, see "How replies are attributed".',
  },
  {
    ...here,
    id: 'reply_rate',
    title: 'Reply rate',
    unit: 'ratio',
    column: 'reply_rate',
    numerator: 'Replied messages.',
    denominator: 'Mature delivered messages: sent at least 24 hours before the newest receipt.',
    caveat:
      'Younger messages are in neither part, because their replies may still come. A reply that quotes a message counts at any age, so the rate may still rise.',
  },
];

/** Messages that failed, by the vendor’s code. */
export const FAILURE_METRICS: readonly Metric[] = [
  {
    ...here,
    in: BY_CODE,
    id: 'failed_by_code',
    title: 'Failed, by error code',
    unit: 'messages',
    column: 'failed',
    numerator: 'Failed messages with this error code of the vendor.',
    denominator: null,
    caveat: 'If a status has several codes, the first counts, in Meta’s order. NULL is a failure without a code.',
  },
  {
    ...here,
    in: BY_CODE,
    id: 'failure_rate_by_code',
    title: 'Failure rate, by error code',
    unit: 'ratio',
    column: 'failure_rate',
    numerator: 'Failed messages with this error code.',
    denominator: 'Sent messages of the slice, with any outcome.',
    caveat: 'The rates of a slice’s codes add up to its failure rate.',
  },
];
