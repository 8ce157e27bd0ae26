import { type Metric, slicedView } from './definition.ts';

const CONVERSATIONS = { owner: 'Messaging analytics', in: slicedView('metric_engagement') } as const;
const LATENCY = { owner: 'Messaging analytics', in: slicedView('metric_reply_latency') } as const;
const CONTACTS = { owner: 'Messaging analytics', in: slicedView('metric_contacts') } as const;
const OPT_OUTS = { owner: 'Messaging analytics', in: slicedView('metric_opt_outs') } as const;

/** How contacts reacted to the messages. */
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
  {
    ...CONTACTS,
    id: 'contacts_reached',
    title: 'Contacts reached',
    unit: 'contacts',
    column: 'reached',
    numerator: 'Distinct persons to whom a message sent in the period was delivered.',
    denominator: null,
    caveat:
      'Counted separately for each slice: days and members do not add up. A person counts once, with any number of phone numbers and user ids. Groups are not counted.',
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
      'On the day of the reply, whenever the message was sent: not a subset of those reached in the period. Campaign, template and category are those of that message.',
  },
  {
    ...OPT_OUTS,
    id: 'opted_out',
    title: 'Contacts who opted out',
    unit: 'contacts',
    column: 'opted_out',
    numerator: 'Distinct persons who opted out in the period, with any scope.',
    denominator: null,
    caveat:
      'Someone who opts in again later still counts. Blocking a number is not reported. Campaign, template and category are those of the last message delivered to the person within 24 hours before, else unknown.',
  },
  {
    ...OPT_OUTS,
    id: 'opt_out_rate',
    title: 'Opt-out rate',
    unit: 'ratio',
    column: 'opt_out_rate',
    numerator: 'Contacts who opted out in the period.',
    denominator: 'Contacts reached in the period.',
    caveat: 'People may opt out days after the message, so the rate of one day can be above 1: prefer weeks.',
  },
];
