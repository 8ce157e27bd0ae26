import { deliveryTiles, messagesTile } from './exec/messages.ts';
import { spendTile } from './exec/spend.ts';
import { topTile } from './exec/top.ts';
import { unitCostTile } from './exec/unit-cost.ts';
import { html } from './html.ts';
import type { Page } from './page.ts';

/** The first screen: eight tiles (domain/pages/tiles.ts), each with its denominator, window, course and change. */
export const EXEC: Page = {
  name: 'exec',
  title: 'Overview',
  statements: [
    'exec_messages',
    'exec_failures',
    'exec_spend',
    'exec_missing_rates',
    'exec_unit_cost',
    'exec_top_replies',
    'exec_top_costs',
  ],
  needsFacts: false,
  render: (view) => html`<div class="tiles exec">
${messagesTile(view)}${deliveryTiles(view)}${unitCostTile(view)}${spendTile(view)}${topTile(view)}</div>
`,
};
