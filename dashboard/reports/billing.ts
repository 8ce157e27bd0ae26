import { SLICES } from '../../domain/pages/filter.ts';
import { isPositive, rowsOf } from '../answer.ts';
import type { View } from '../page.ts';
import type { Report } from '../report.ts';

export const BILLING_REPORT: Report = {
  name: 'billing',
  title: 'Billing',
  text: 'Charges and costs by month, account, currency, category and country, and which rate a missing price needs.',
  slices: SLICES,
  metrics: ['cost', 'known_cost', 'billable', 'free', 'unknown_charges'],
  tables: [
    {
      name: 'charges',
      title: 'Charges',
      statement: 'report_billing',
      note: 'Days and months of each account’s zone, costs in millionths of the currency as it is stored; currencies are never added.',
      missing: {
        cost_micros: 'a charge has no known price: see the missing rates',
        currency: 'not known',
      },
    },
    {
      name: 'missing_rates',
      title: 'Missing rates',
      statement: 'exec_missing_rates',
      note: 'The ten most frequent: each needs a rate of the category for the country’s market, in the currency.',
    },
  ],
  actions,
};

function actions(view: View): readonly string[] {
  const missing = rowsOf(view.answer('exec_missing_rates'));
  const unclear = rowsOf(view.answer('report_billing')).some((row) => isPositive(row.text('unknown')));
  return [
    ...(missing.length > 0
      ? [
          'Charges have no price: import the rates that are missing with `npx lake reference put rate_cards <file>` (docs/reference.md), then `npx lake refresh`.',
        ]
      : []),
    ...(unclear
      ? [
          'Of some units it is not known whether they are charged: the vendor stated no pricing. Compare the month with its invoice.',
        ]
      : []),
  ];
}
