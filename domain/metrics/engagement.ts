import { type Metric, slicedView } from './definition.ts';

const CONVERSATIONS = { owner: 'Messaging analytics', in: slicedView('metric_engagement') } as const;
const LATENCY = { owner: 'Messaging analytics', in: slicedView('metric_reply_latency') } as const;
const CONTACTS = { owner: 'Messaging analytics', in: slicedView('metric_contacts') } as const;
const OPT_OUTS = { owner: 'Messaging analytics', in: slicedView('metric_opt_outs') } as const;

/** What contacts did about the messages. */
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
    numerator:
      'Outbound conversations in which a reply, tap, form or order was credited to a message of theirs, by context or within 24 hours.',
    denominator: null,
    caveat: 'Reading is no engagement, and neither is a reaction.',
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
    ...LATENCY,
    id: 'timed_replies',
    title: 'Replies with a latency',
    unit: 'replies',
    column: 'replies',
    numerator:
      'Replies, taps, forms and orders credited, by context or within 24 hours, to a message that is known here; on the day of the reply.',
    denominator: null,
    caveat: 'Every credited reply, not the first alone.',
  },
  {
    ...LATENCY,
    id: 'reply_latency_p50',
    title: 'Reply latency, median',
    unit: 'seconds',
    column: 'p50_seconds',
    numerator:
      'Time from the acceptance of the message to its credited reply: the least that half of the replies did not exceed.',
    denominator: null,
    caveat:
      'Of those who replied alone: it says nothing of those who did not. Days and members do not average to a whole.',
  },
  {
    ...LATENCY,
    id: 'reply_latency_p90',
    title: 'Reply latency, 90th percentile',
    unit: 'seconds',
    column: 'p90_seconds',
    numerator:
      'Time from the acceptance of the message to its credited reply: the least that nine in ten replies did not exceed.',
    denominator: null,
    caveat: 'As the median. Replies without a quote end at 24 hours by their rule; replies with one do not.',
  },
  {
    ...CONTACTS,
    id: 'contacts_reached',
    title: 'Contacts reached',
    unit: 'contacts',
    column: 'reached',
    numerator: 'Distinct persons to whom a message sent in the period was delivered.',
    denominator: null,
    caveat:
      'Counted anew for each slice: days and members do not add up. One person is one whatever number or user id it was written to. Groups are not counted.',
  },
  {
    ...CONTACTS,
    id: 'contacts_replied',
    title: 'Contacts who replied',
    unit: 'contacts',
    column: 'replied',
    numerator:
      'Distinct persons whose reply, tap, form or order in the period is credited to a message, by context or within 24 hours.',
    denominator: null,
    caveat: 'On the day of the reply, whenever the message was sent: not a part of those reached in the period.',
  },
  {
    ...OPT_OUTS,
    id: 'opted_out',
    title: 'Contacts who opted out',
    unit: 'contacts',
    column: 'opted_out',
    numerator: 'Distinct persons who opted out in the period, of whatever scope.',
    denominator: null,
    caveat: 'Who opts in again later has opted out all the same. Blocking a number is told by nobody.',
  },
  {
    ...OPT_OUTS,
    id: 'opt_out_rate',
    title: 'Opt-out rate',
    unit: 'ratio',
    column: 'opt_out_rate',
    numerator: 'Contacts who opted out in the period.',
    denominator: 'Contacts reached in the period.',
    caveat: 'Somebody may opt out days after the message, so that it can be above 1 for a day: prefer weeks.',
  },
];
