import { addDays } from '../../domain/pages/filter.ts';
import { TILES, type Tile } from '../../domain/pages/tiles.ts';
import type { Row } from '../answer.ts';
import { type Point, type Series, trend } from '../charts.ts';
import { type Html, html } from '../html.ts';
import type { View } from '../page.ts';
import { type Column, figure } from '../parts.ts';

/** @throws Error for an id that no tile has. */
export function tileOf(id: string): Tile {
  const tile = TILES.find((tile) => tile.id === id);
  if (tile === undefined) throw new Error(`No tile is called ${id}: domain/pages/tiles.ts has them all.`);
  return tile;
}

export function partOf(rows: readonly Row[], part: 'all' | 'category' | 'day'): readonly Row[] {
  return rows.filter((row) => row.text('part') === part);
}

/** Whether a day may still change: it is running, or younger than seven days. */
function isOpen(row: Row): boolean {
  return row.text('is_running') === 'true' || row.text('is_complete') !== 'true';
}

export function pointsOf(rows: readonly Row[], column: string): readonly Point[] {
  return rows.map((row) => ({ day: row.text('day') ?? '', value: row.text(column), isOpen: isOpen(row) }));
}

export interface DailyChart {
  /** Of its CSV. */
  readonly name: string;
  readonly what: string;
  readonly kind: 'count' | 'rate';
  readonly rows: readonly Row[];
  /** The columns of its table; the first is drawn, and the second where it says so. */
  readonly columns: readonly (Column & { readonly isDrawn?: boolean })[];
  readonly format: (value: string) => string;
}

/** The course of a tile: a day without rows is a gap, never 0. */
export function dailyChart(view: View, { name, what, kind, rows, columns, format }: DailyChart): Html {
  const [first, ...rest] = columns;
  const second = rest.find(({ isDrawn }) => isDrawn);
  if (first === undefined || rows.length === 0) return html`<p class="chart empty">No data in this period.</p>`;
  const seriesOf = ({ title, column }: Column): Series => ({ name: title, points: pointsOf(rows, column) });
  const series = second ? ([seriesOf(first), seriesOf(second)] as const) : ([seriesOf(first)] as const);
  const { formats, window } = view;
  const chart = trend({ what, series, days: window, kind, format, day: formats.day });
  const state: Column = { title: 'State', column: 'is_complete', show: stateOf, raw: stateOf, isText: true };
  return html`${figure(chart, { page: 'exec', name, caption: what, columns: [{ title: 'Day', column: 'day' }, ...columns, state], rows })}${gaps(view, rows)}`;
}

function stateOf(row: Row): string {
  if (row.text('is_running') === 'true') return 'running';
  return isOpen(row) ? 'incomplete' : 'complete';
}

/** Days that have passed without a row. */
function gaps({ window, header }: View, rows: readonly Row[]): Html | null {
  const known = new Set(rows.map((row) => row.text('day')));
  let missing = 0;
  for (let day = window.from; day <= window.through && day <= header.today; day = addDays(day, 1)) {
    if (!known.has(day)) missing += 1;
  }
  if (missing === 0) return null;
  return html`<p class="gaps">No data on ${missing} ${missing === 1 ? 'day' : 'days'}: a gap, not 0.</p>
`;
}
