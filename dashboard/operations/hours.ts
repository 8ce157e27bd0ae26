import type { Row } from '../answer.ts';
import { type HeatCell, heatMap } from '../charts.ts';
import { type Html, html, type Value } from '../html.ts';
import type { View } from '../page.ts';
import { answered, type Column, figure } from '../parts.ts';
import { HOURS, panel, twoDigits } from './panel.ts';

/** Each hour of the last seven days beside what is usual there. */
export function hours(view: View): Html {
  return panel(view, {
    id: 'hours',
    title: 'Messages by hour, against the usual',
    window: `The last seven days by the clocks of ${view.header.zone}`,
    text: TEXT,
    body: answered(view, 'operations_hours', (rows) => heatMaps(view, rows)),
    statements: ['operations_hours'],
  });
}

const TEXT =
  'Usual is the mean of the same hour on the same day of the four weeks before, of those that there are data of. ▲ more than twice ' +
  'the usual, ▼ less than half of it, where that is ten messages or more. Filters by category and country do not apply here, nor does the period.';

const DIRECTIONS = [
  { direction: 'sent', what: 'Messages sent, by hour' },
  { direction: 'inbound', what: 'Messages from contacts, by hour' },
] as const;

function heatMaps(view: View, rows: readonly Row[]): Value {
  if (rows.length === 0) return html`<p class="empty">No messages yet.</p>`;
  const maps = DIRECTIONS.map(({ direction, what }) => ({
    ...{ direction, what },
    rows: rows.filter((row) => row.text('direction') === direction),
  }));
  return html`<div class="split">${maps.map((one) => html`<div><h3>${one.what}</h3>${heat(view, one)}</div>`)}</div>`;
}

interface Hours {
  readonly direction: string;
  readonly what: string;
  readonly rows: readonly Row[];
}

function heat(view: View, { direction, what, rows }: Hours): Html {
  const { formats } = view;
  const weekday = new Intl.DateTimeFormat(formats.locale, { weekday: 'short', timeZone: 'UTC' });
  const dayOf = (row: Row) => weekday.format(Date.parse(row.text('day') ?? ''));
  const cells = rows.map(
    (row): HeatCell => ({
      column: twoDigits(Number(row.text('hour'))),
      row: dayOf(row),
      value: row.text('messages'),
      usual: row.text('usual'),
      mark: markOf(row),
    }),
  );
  const chart = heatMap({ what, across: HOURS, down: [...new Set(rows.map(dayOf))], cells, format: formats.count });
  const columns: readonly Column[] = [
    { title: 'Day', column: 'day', show: (row) => `${dayOf(row)} ${formats.day(row.text('day') ?? '')}`, isText: true },
    { title: 'Hour', column: 'hour', show: (row) => hourWords(row), isText: true },
    { title: 'Messages', column: 'messages', format: formats.count, missing: 'still to come' },
    { title: 'Usual', column: 'usual', format: formats.count, missing: 'no data of the weeks before' },
    { title: 'Of weeks', column: 'weeks', format: formats.count },
    {
      title: 'Against the usual',
      column: 'against_usual',
      show: (row) => row.text('against_usual') ?? '–',
      isText: true,
    },
  ];
  return figure(chart, { page: 'operations', name: `hours-${direction}`, caption: what, columns, rows, shown: 48 });
}

function markOf(row: Row): HeatCell['mark'] {
  const against = row.text('against_usual');
  return against === 'above' || against === 'below' ? against : undefined;
}

function hourWords(row: Row): string {
  const hour = `${twoDigits(Number(row.text('hour')))}:00`;
  return row.text('is_running') === 'true' ? `${hour} (under way)` : hour;
}
