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
