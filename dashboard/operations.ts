import { type Html, html } from './html.ts';
import { accountEvents } from './operations/account.ts';
import { freshnessPart, intakePart } from './operations/arrival.ts';
import { attention } from './operations/attention.ts';
import { causes } from './operations/causes.ts';
import { countedParts } from './operations/counted.ts';
import { hours } from './operations/hours.ts';
import { tailPart } from './operations/live.ts';
import { quality } from './operations/quality.ts';
import type { Page, View } from './page.ts';

/** How the lake itself is: what fails first, then what arrives, how fresh and how whole it is. */
export const OPERATIONS: Page = {
  name: 'operations',
  title: 'Operations',
  statements: [
    'operations_hours',
    'operations_failures',
    'operations_freshness',
    'operations_intake',
    'operations_unmapped',
    'operations_drift',
    'operations_duplicates',
    'operations_account',
  ],
  needsFacts: true,
  onlyOnDemand: true,
  render,
};

function render(view: View): Html {
  return html`<div class="tiles operations">
${attention(view)}${tailPart(view)}${countedParts(view)}${hours(view)}${causes(view)}${freshnessPart(view)}${intakePart(view)}${quality(view)}${accountEvents(view)}</div>
`;
}
