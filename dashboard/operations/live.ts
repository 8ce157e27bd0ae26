import { parametersOf } from '../../domain/pages/filter.ts';
import { type Html, html } from '../html.ts';
import type { View } from '../page.ts';
import { renderTail, TAIL_COLUMNS, TAIL_PATH } from '../tail.ts';
import { panel } from './panel.ts';

/** What arrives, as it arrives; on a laptop alone. Without the script it is as it was when the page was loaded. */
export function tailPart(view: View): Html | null {
  const { facts, formats, header, place } = view;
  const tail = facts?.tail ?? null;
  if (place !== 'laptop' || tail === null) return null;
  const again = html`<a href="?${parametersOf(view.filter).toString()}#tail">Load again</a>`;
  return panel(view, {
    id: 'tail',
    title: 'What arrives',
    window: `The newest 50, by the clocks of ${header.zone}`,
    text: 'What the lake keeps of a text is its length: <text 30>. A duplicate is refused at the front door; what is not understood is kept as unmapped; what failed lies under failed/. What breaks the rules of its source is answered to the sender, and is not here.',
    body: html`<p class="under">${again}</p>
<div class="scroll low" tabindex="0" role="region" aria-label="What arrived last"><table class="tail"><caption>What arrived last</caption>
<thead><tr>${TAIL_COLUMNS.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
<tbody data-poll="${TAIL_PATH}">${renderTail(tail, formats)}</tbody>
</table></div>`,
  });
}
