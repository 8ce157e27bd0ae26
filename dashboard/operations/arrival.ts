import type { Row } from '../answer.ts';
import { type HeatCell, heatMap } from '../charts.ts';
import { type Html, html, type Value } from '../html.ts';
import type { View } from '../page.ts';
import { answered, type Column, figure, table } from '../parts.ts';
import { HOURS, panel, timeColumn, words } from './panel.ts';

/** How new and how late what arrives is, source by source. */
export function freshnessPart(view: View): Html {
  return panel(view, {
    id: 'freshness',
    title: 'Freshness',
    window: 'The reporting window, until now',
    hasTimes: true,
    text: 'Lateness is from what happened to its receipt, of live events that state their time. Until “complete until” a source’s numbers hardly change any more. Tables of numbers are as old as the last refresh.',
    body: answered(view, 'operations_freshness', (rows) => freshnessTable(view, rows)),
    metrics: ['lateness_p50', 'lateness_p95', 'lateness_max'],
    statements: ['operations_freshness'],
  });
}

function freshnessTable(view: View, rows: readonly Row[]): Value {
  if (rows.length === 0) return html`<p class="empty">No events yet.</p>`;
  const { formats } = view;
  const seconds = (title: string, column: string): Column => {
    return { title, column, format: formats.seconds, missing: 'no event states its time', unit: 'seconds' };
  };
  const columns: readonly Column[] = [
    words('Source', 'source'),
    { title: 'Events', column: 'events', format: formats.count },
    timeColumn(view, 'Newest receipt', 'newest_received_at'),
    seconds('Silent before the newest of all', 'silent_seconds'),
    seconds('Lateness, median', 'lateness_p50_seconds'),
    seconds('95th percentile', 'lateness_p95_seconds'),
    seconds('Longest', 'lateness_max_seconds'),
    timeColumn(view, 'Complete until', 'complete_until_at'),
    timeColumn(view, 'Numbers refreshed', 'refreshed_at'),
  ];
  return table({ page: 'operations', name: 'freshness', caption: 'Freshness by source', columns, rows });
}

/** What arrived in each of the last 48 hours. */
export function intakePart(view: View): Html {
  return panel(view, {
    id: 'intake',
    title: 'Intake',
    window: 'The 48 hours up to the newest receipt, hours of UTC',
    text: 'Events by the hour in which they were received. A source that has been silent since it last sent has zeros.',
    body: answered(view, 'operations_intake', (rows) => intakeChart(view, rows)),
    metrics: ['events_received', 'unmapped_hourly'],
    statements: ['operations_intake'],
  });
}

function intakeChart(view: View, rows: readonly Row[]): Value {
  if (rows.length === 0) return html`<p class="empty">No events yet.</p>`;
  const bySource = [...Map.groupBy(rows, (row) => row.text('source') ?? 'unknown')];
  return html`<div class="split">${bySource.map(([source, own]) => html`<div><h3>${source}</h3>${sourceChart(view, source, own)}</div>`)}</div>`;
}

function sourceChart(view: View, source: string, rows: readonly Row[]): Html {
  const { formats } = view;
  const weekday = new Intl.DateTimeFormat(formats.locale, { weekday: 'short', timeZone: 'UTC' });
  const cells = rows.map((row): HeatCell => {
    const hour = row.text('received_hour') ?? '';
    const day = weekday.format(Date.parse(hour.slice(0, 10)));
    return { column: hour.slice(11, 13), row: day, value: row.text('events'), usual: null };
  });
  const what = `Events received from ${source}, by hour of UTC`;
  const down = [...new Set(cells.map(({ row }) => row))];
  const chart = heatMap({ what, across: HOURS, down, cells, format: formats.count });
  const columns: readonly Column[] = [
    { title: 'Hour (UTC)', column: 'received_hour', show: (row) => hourWords(row), isText: true },
    { title: 'Events', column: 'events', format: formats.count },
    { title: 'Not understood', column: 'unmapped', format: formats.count },
  ];
  return figure(chart, {
    page: 'operations',
    name: `intake-${source}`,
    caption: what,
    columns,
    rows: rows.toReversed(),
  });
}

function hourWords(row: Row): string {
  const hour = (row.text('received_hour') ?? '').slice(0, 16);
  return row.text('is_running') === 'true' ? `${hour} (under way)` : hour;
}
