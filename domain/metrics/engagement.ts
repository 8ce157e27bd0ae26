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
    numerator: 'Outbound conversations in which the contact replied, clicked a button, ordered or submitted a flow.',
    denominator: null,
    caveat:
      'Whoever wrote before it, a campaign, an agent or the phone. Reading is no engagement, nor is a reaction or a click on a link alone; a reply that comes after the conversation has ended, even one that quotes it, begins another.',
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
      'Outbound conversations to a message of which a reply, click, form or order is attributed, by context or within 24 hours.',
    denominator: null,
    caveat:
      'Neither a part of the engaged nor the whole of them: an answer to an agent engages and is attributed to nothing, a quote after the end is attributed and does not engage.',
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
      'What campaigns and templates can claim by the rule of attribution; it may still rise, for quotes count whenever they come.',
  },
  {
    ...LATENCY,
    id: 'timed_replies',
    title: 'Replies with a latency',
    unit: 'replies',
    column: 'replies',
    numerator:
      'Replies, clicks, forms and orders attributed, by context or within 24 hours, to a message whose acceptance was seen; on the day of the reply.',
    denominator: null,
    caveat:
      'Every attributed reply, not the first alone. Left out are replies to messages of which only a later status was seen, and those that come before the acceptance by their own time.',
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
      'Of those who replied alone: it says nothing of those who did not. Days and members do not average to a whole.',
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
      'Distinct persons whose reply, click, form or order in the period is attributed to a message, by context or within 24 hours.',
    denominator: null,
    caveat:
      'On the day of the reply, whenever the message was sent: not a part of those reached in the period. Campaign, template and category are those of that message.',
  },
  {
    ...OPT_OUTS,
    id: 'opted_out',
    title: 'Contacts who opted out',
    unit: 'contacts',
    column: 'opted_out',
    numerator: 'Distinct persons who opted out in the period, of whatever scope.',
    denominator: null,
    caveat:
      'Who opts in again later has opted out all the same. Blocking a number is told by nobody. Campaign, template and category are those of the last message delivered to the person within 24 hours before, else unknown.',
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
