import { bestPositions } from './buttons/best.ts';
import { clicksTile, clickTables } from './buttons/clicks.ts';
import { responseTile } from './buttons/response.ts';
import { unplacedTile } from './buttons/unplaced.ts';
import { html } from './html.ts';
import type { Page } from './page.ts';
import { notice } from './parts.ts';

/** Which buttons are used, where they stood, and what nobody can know of them. */
export const BUTTONS: Page = {
  name: 'buttons',
  title: 'Buttons',
  statements: ['buttons_clicks', 'buttons_positions', 'buttons_response', 'buttons_unplaced'],
  needsFacts: false,
  render: (view) => html`${notice(
    'info',
    'Clicks are those on messages that were sent in the period and delivered, whenever they came. Messages of the last days may still be clicked.',
  )}<div class="tiles">
${clicksTile(view)}${responseTile(view)}${bestPositions(view)}${clickTables(view)}${unplacedTile(view)}</div>
`,
};
