import type { Row } from '../answer.ts';
import { type Interval, intervals, mostOf } from '../charts.ts';
import { type Html, html } from '../html.ts';
import { number } from '../number.ts';
import type { View } from '../page.ts';
import { answered, type Column, definition, name, notice, table, tile } from '../parts.ts';
import { ordinal, SHOWN, words } from './common.ts';

/** Templates that are drawn; the table has the others. */
const DRAWN = 6;

/** By template, the position with the best rate, where it can be distinguished from the others at all. */
export function bestPositions(view: View): Html {
  return tile(view, BEST, {
    more: answered(view, 'buttons_positions', (rows) => {
      const templates = [...Map.groupBy(rows, (row) => row.text('template_key')).values()];
      if (templates.length === 0) return html`<p class="empty">No message with such buttons in this period.</p>`;
      const shown = templates.slice(0, DRAWN);
      const most = mostOf(shown.flat().map(intervalOf));
      return html`${notice('info', CAVEAT)}<div class="figures">${shown.map((places) => drawn(view, places, most))}</div>${positions(view, rows)}`;
    }),
    definition: definition(['click_rate'], [view.answer('buttons_positions')]),
  });
}

const BEST = {
  id: 'best-position',
  title: 'Best position, by template',
  text: 'Wilson’s score interval, 95 %, each delivered message as one trial. A position is called the best only where its interval lies above that of every other.',
};
const CAVEAT =
  'position and label change together. Where a position had one label only, position and label cannot be separated: send the same labels in another order to half of the contacts.';

/** On the scale of all: an interval is compared with those of other templates too. */
function drawn(view: View, places: readonly Row[], most: number): Html | null {
  const [best] = places;
  if (best === undefined) return null;
  const title = titleOf(best);
  const chart = intervals({
    what: `Click rate by position of ${title}, with 95 % intervals`,
    intervals: places.map(intervalOf),
    format: view.formats.percent,
    most,
  });
  return html`<div class="block"><h3>${name(title)}</h3>
<p>${verdict(view, best, places)}</p>
${chart}</div>
`;
}

function intervalOf(row: Row): Interval {
  return {
    name: ordinal(row),
    low: row.text('rate_low'),
    value: row.text('click_rate'),
    high: row.text('rate_high'),
  };
}

function titleOf(row: Row): string {
  return row.text('label') ?? 'Messages without a template';
}

/** In words, of the row with the best rate. */
function verdict({ formats }: View, best: Row, places: readonly Row[]): Html {
  const [rate, low, high] = ['click_rate', 'rate_low', 'rate_high'].map((column) =>
    number(best.cell(column), formats.percent),
  );
  const interval = html`${rate} (${low} to ${high})`;
  const labels = places.every((row) => row.text('labels') === '1') && ' Each position had one label.';
  switch (best.text('verdict')) {
    case 'best':
      return html`<strong>${ordinal(best)}</strong> is the best: ${interval}.${labels}`;
    case 'only':
      return html`One position only, nothing to compare: ${interval}.`;
    default:
      return html`Not distinguishable: ${ordinal(best)} has ${interval}, and another interval overlaps.${labels}`;
  }
}

function positions({ formats }: View, rows: readonly Row[]): Html {
  const percent = (title: string, column: string): Column => ({ title, column, format: formats.percent });
  const count = (title: string, column: string): Column => ({ title, column, format: formats.count });
  const columns: readonly Column[] = [
    words('Template', 'label', titleOf),
    { title: 'Position', column: 'position' },
    words('Verdict', 'verdict', (row) => row.text('verdict') ?? ''),
    percent('Click rate', 'click_rate'),
    percent('At least', 'rate_low'),
    percent('At most', 'rate_high'),
    count('Unique clickers', 'clickers'),
    count('Of delivered', 'click_rate_of'),
    count('Labels', 'labels'),
  ];
  const caption = 'Positions by template';
  return table({ page: 'buttons', name: 'positions', caption, columns, rows, shown: SHOWN });
}
