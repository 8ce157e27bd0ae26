import { addDays } from '../../domain/pages/filter.ts';
import { TILES, type Tile } from '../../domain/pages/tiles.ts';
import type { Row } from '../answer.ts';
import { type Series, trend } from '../charts.ts';
import { type Html, html } from '../html.ts';
import type { View } from '../page.ts';
import { behind, type Column, table } from '../parts.ts';

/** Categories that are shown at once, those with most first; the others by a check box. */
export const CATEGORIES_SHOWN = 4;

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

export interface DailyChart {
  /** Of its CSV. */
  readonly name: string;
  readonly what: string;
  readonly kind: 'count' | 'rate';
  readonly rows: readonly Row[];
  /** The columns of its table; the first is drawn, and one more where it says so. */
  readonly columns: readonly (Column & { readonly isDrawn?: boolean })[];
  readonly format: (value: string) => string;
}

/** The course of a tile: a day without rows is a gap, never 0. */
export function dailyChart(view: View, daily: DailyChart): Html {
  const { what, kind, rows, columns, format } = daily;
  const drawn = columns.filter(({ isDrawn }, index) => index === 0 || isDrawn).map((column) => seriesOf(rows, column));
  const isKnown = drawn.some(({ points }) => points.some(({ value }) => value !== null));
  if (!isKnown)
    return html`<p class="empty">${rows.length === 0 ? 'No day of this period has data.' : 'It is not known of any day of this period.'}</p>`;
  const { formats, window } = view;
  return html`${trend({ what, series: drawn, days: window, kind, format, day: formats.day })}${gaps(view, rows)}`;
}

function seriesOf(rows: readonly Row[], { title, column }: Column): Series {
  const points = rows.map((row) => ({ day: row.text('day') ?? '', value: row.text(column), isOpen: isOpen(row) }));
  return { name: title, points };
}

/** The rows that it is drawn from. */
export function dailyData({ name, what, rows, columns }: DailyChart, title = 'Data'): Html | null {
  if (rows.length === 0) return null;
  const state: Column = { title: 'State', column: 'is_complete', show: stateOf, raw: stateOf, isText: true };
  const all = [{ title: 'Day', column: 'day' }, ...columns, state];
  return behind(title, table({ page: 'exec', name, caption: what, columns: all, rows }));
}

/** The tables of several currencies say which each is. */
export function currencyData(daily: DailyChart, _index: number, all: readonly DailyChart[]): Html | null {
  return dailyData(daily, all.length > 1 ? daily.what : 'Data');
}

function stateOf(row: Row): string {
  if (row.text('is_running') === 'true') return 'running';
  return isOpen(row) ? 'incomplete' : 'complete';
}

/** Days that have passed without a row. */
function gaps({ filter, window, header }: View, rows: readonly Row[]): Html | null {
  const known = new Set(rows.map((row) => row.text('day')));
  let missing = 0;
  for (let day = window.from; day <= window.through && day <= header.today; day = addDays(day, 1)) {
    if (!known.has(day)) missing += 1;
  }
  if (missing === 0) return null;
  const days = `${missing} ${missing === 1 ? 'day' : 'days'}`;
  // A day without rows of a slice may have rows of others: then nothing of the slice is 0.
  const isNarrowed = Object.keys(filter.slices).length > 0;
  return html`<p class="gaps">${isNarrowed ? `Nothing with this filter on ${days}.` : `No data on ${days}: a gap, not 0.`}</p>
`;
}
