import { type Metric, slicedView } from './definition.ts';

const CONTACTS = { owner: 'Messaging analytics', in: slicedView('metric_contacts') } as const;
const OPT_OUTS = { owner: 'Messaging analytics', in: slicedView('metric_opt_outs') } as const;

/** Distinct persons: how many were reached, replied and opted out. */
export const CONTACT_METRICS: readonly Metric[] = [
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
