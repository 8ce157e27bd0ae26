import type { Metric, MetricView } from './definition.ts';

const BILLING: MetricView = {
  view: 'metric_billing',
  grain:
    'one row per day of the charge, number, campaign, template, category, country, currency and source of the cost',
  keys: [
    'charge_month',
    'charge_day',
    'channel',
    'account_id',
    'endpoint_id',
    'campaign_id',
    'template_key',
    'contact_country',
    'category',
    'currency',
    'cost_source',
  ],
  slices: {
    campaign: 'campaign_id',
    template: 'template_key',
    category: 'category',
    country: 'contact_country',
    number: 'endpoint_id',
    channel: 'channel',
  },
};
const COST: MetricView = {
  view: 'metric_cost',
  grain: 'one row per month of the charge, dimension, member and currency',
  keys: ['charge_month', 'dimension', 'member', 'currency'],
  slices: 'member',
};
const billed = { owner: 'Finance', in: BILLING } as const;
const spent = { owner: 'Finance', in: COST } as const;
const MONEY = 'millionths of a currency unit';

/** What the messages cost. Months and days are those of the account’s zone. */
export const BILLING_METRICS: readonly Metric[] = [
  {
    ...billed,
    id: 'billable',
    title: 'Billable',
    unit: 'charges',
    column: 'billable',
    numerator: 'Delivered messages that are charged for; until 30 June 2025, conversations.',
    denominator: null,
    caveat:
      'Not the number of messages: free ones are a separate column, and before July 2025 one charge may cover many messages. In a group, each participant’s delivery is a charge.',
  },
  {
    ...billed,
    id: 'free',
    title: 'Free of charge',
    unit: 'charges',
    column: 'free',
    numerator: 'Delivered messages (until 30 June 2025, conversations) that cost nothing, for any reason.',
    denominator: null,
    caveat: 'The reason is charge_kind in fact_billing_events.',
  },
  {
    ...billed,
    id: 'unknown_charges',
    title: 'Unknown charges',
    unit: 'charges',
    column: 'unknown',
    numerator:
      'Delivered messages (until 30 June 2025, conversations) for which it is not known whether they are charged.',
    denominator: null,
    caveat:
      'Never counted as free: where there are any, the cost is not known. The same holds where a price is missing (cost_source unknown).',
  },
  {
    ...billed,
    id: 'cost',
    title: 'Cost',
    unit: MONEY,
    column: 'cost_micros',
    numerator: 'Sum of the charges’ prices, where each of them is known.',
    denominator: null,
    caveat:
      'NULL where a part is not known: the known part and the number of unknown charges are separate columns. Per currency, never added across currencies. From the payload if it states a price, else from a rate card; example cards are marked as examples. The vendor’s invoice is authoritative.',
    alsoIn: [COST],
  },
  {
    ...billed,
    id: 'known_cost',
    title: 'Known part of the cost',
    unit: MONEY,
    column: 'known_cost_micros',
    numerator: 'Sum of the known prices of the charges.',
    denominator: null,
    caveat: 'A lower bound where charges are unknown; 0 where no price is known, which does not mean free.',
    alsoIn: [COST],
  },
];

/** What the members of each dimension cost, and what they got for it. */
export const COST_METRICS: readonly Metric[] = [
  {
    ...spent,
    id: 'charges',
    title: 'Charges',
    unit: 'charges',
    column: 'charges',
    numerator: 'Billable and unknown charges of the member, without free ones.',
    denominator: null,
    caveat: 'The members of a dimension add up to all, to the millionth.',
  },
  {
    ...spent,
    id: 'unknown_charges_of_member',
    title: 'Charges of unknown price',
    unit: 'charges',
    column: 'unknown_charges',
    numerator:
      'Those of the charges without a known price: no rate card has it, or it is not known whether it was charged.',
    denominator: null,
    caveat: 'Never counted as zero: where there are any, the cost is NULL.',
    alsoIn: [BILLING],
  },
  {
    ...spent,
    id: 'paid_engaged_conversations',
    title: 'Engaged conversations of a member',
    unit: 'conversations',
    column: 'engaged_conversations',
    numerator: 'Engaged outbound conversations of the member that began in the month.',
    denominator: null,
    caveat: 'By the member of the opening message, in the account’s months.',
  },
  {
    ...spent,
    id: 'cost_per_engaged_conversation',
    title: 'Cost per engaged conversation',
    unit: MONEY,
    column: 'cost_per_engaged_micros',
    numerator: 'Cost of the member in the month, of all its messages, answered or not.',
    denominator: 'Engaged conversations of the member in the month.',
    caveat: 'NULL where a charge is unknown, or no conversation was engaged.',
  },
  {
    ...spent,
    id: 'attributed_replies_of_member',
    title: 'Attributed replies of a member',
    unit: 'replies',
    column: 'attributed_replies',
    numerator:
      'Replies, clicks, forms and orders attributed, by context or within 24 hours, to messages of conversations that began in the month.',
    denominator: null,
    caveat:
      'By the member of the message that opened the conversation, no matter who started it. Replies that quote a message outside any conversation here (not delivered, or not known) are excluded.',
  },
  {
    ...spent,
    id: 'cost_per_reply',
    title: 'Cost per reply',
    unit: MONEY,
    column: 'cost_per_reply_micros',
    numerator: 'Cost of the member in the month, of all its messages, answered or not.',
    denominator: 'Attributed replies of the member in the month.',
    caveat: 'NULL where a charge is unknown, or nobody replied. Ten replies in one conversation count as ten.',
  },
];
