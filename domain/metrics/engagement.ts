import { type Metric, slicedView } from './definition.ts';

const CONVERSATIONS = { owner: 'Messaging analytics', in: slicedView('metric_engagement') } as const;
const LATENCY = { owner: 'Messaging analytics', in: slicedView('metric_reply_latency') } as const;

/** What contacts did about the messages, by conversation. */
export const ENGAGEMENT_METRICS: readonly Metric[] = [
  {
    ...CONVERSATIONS,
    id: 'outbound_conversations',
    title: 'Outbound conversations',
    unit: 'conversations',
    column: 'outbound_conversations',
    numerator:
      'Conversations that the business began at least 24 hours before the newest receipt, on the day they began.',
    denominator: null,
    caveat:
      'A conversation is a run of messages between one person and one number of the business with no gap above 24 hours. Meta’s own conversation ids, which meant charges, are not used: it stopped sending them for most messages with per-message prices.',
  },
  {
    ...CONVERSATIONS,
    id: 'engaged_conversations',
    title: 'Engaged conversations',
    unit: 'conversations',
    column: 'engaged_conversations',
    numerator: 'Outbound conversations in which the contact replied, clicked a button, ordered or submitted a flow.',
    denominator: null,
    caveat:
      'No matter who wrote before: a campaign, an agent or the phone. Reading, a reaction or a link click alone is not engagement. A reply after the conversation has ended, even one that quotes it, starts another.',
  },
  {
    ...CONVERSATIONS,
    id: 'engaged_rate',
    title: 'Engaged rate',
    unit: 'ratio',
    column: 'engaged_rate',
    numerator: 'Engaged conversations.',
    denominator: 'Outbound conversations begun at least 24 hours before the newest receipt.',
    caveat:
      'Not the reply rate, which counts messages. A conversation belongs to the campaign, template and category of its opening message alone.',
  },
  {
    ...CONVERSATIONS,
    id: 'attributed_conversations',
    title: 'Attributed conversations',
    unit: 'conversations',
    column: 'attributed_conversations',
    numerator:
      'Outbound conversations with a message that a reply, click, form or order is attributed to, by context or within 24 hours.',
    denominator: null,
    caveat:
      'Neither a subset nor a superset of the engaged: an answer to an agent engages and is not attributed; a quote after the end is attributed and does not engage.',
  },
  {
    ...CONVERSATIONS,
    id: 'attributed_rate',
    title: 'Attributed rate',
    unit: 'ratio',
    column: 'attributed_rate',
    numerator: 'Attributed conversations.',
    denominator: 'Outbound conversations begun at least 24 hours before the newest receipt.',
    caveat:
      'What campaigns and templates can claim by the attribution rule. It may still rise, because quotes count at any age.',
  },
];

/** How long contacts took to reply. */
export const REPLY_METRICS: readonly Metric[] = [
  {
    ...LATENCY,
    id: 'timed_replies',
    title: 'Replies with a latency',
    unit: 'replies',
    column: 'replies',
    numerator:
      'Replies, clicks, forms and orders attributed, by context or within 24 hours, to a message with a known acceptance time; on the day of the reply.',
    denominator: null,
    caveat:
      'Every attributed reply, not only the first. Excluded: replies to messages with only a later status, and replies whose own time is before the acceptance.',
  },
  {
    ...LATENCY,
    id: 'reply_latency_p50',
    title: 'Reply latency, median',
    unit: 'seconds',
    column: 'p50_seconds',
    numerator:
      'Time from the acceptance of the message to a reply attributed to it: the least that half of the replies did not exceed.',
    denominator: null,
    caveat:
      'Only of those who replied; it says nothing about the others. Medians of days or members do not average to the total.',
  },
  {
    ...LATENCY,
    id: 'reply_latency_p90',
    title: 'Reply latency, 90th percentile',
    unit: 'seconds',
    column: 'p90_seconds',
    numerator:
      'Time from the acceptance of the message to a reply attributed to it: the least that nine in ten replies did not exceed.',
    denominator: null,
    caveat: 'As for the median. Replies without a quote end at 24 hours by the rule; replies with a quote do not.',
  },
];
