import type { Row } from '../answer.ts';
import { type Html, html, type Value } from '../html.ts';
import { number } from '../number.ts';
import type { View } from '../page.ts';
import { answered, type Column, definition, delta, deltaColumn, hasPeriodBefore, table, tile } from '../parts.ts';
import { dailyChart, partOf, tileOf } from './common.ts';
import { failures } from './failures.ts';

const NOTHING = html`<span class="missing">No messages</span>`;

export function messagesTile(view: View): Html {
  const { formats } = view;
  const of = tileOf('messages');
  const answer = view.answer('exec_messages');
  const sent: Column = { title: 'Sent', column: 'sent', format: formats.count };
  return tile(view, of, {
    value: answered(view, 'exec_messages', (rows) => {
      const [all] = partOf(rows, 'all');
      return all ? number(all.cell('sent'), formats.count) : NOTHING;
    }),
    change: onAll(view, (all) => delta(view, all.cell('sent_change'), { kind: 'relative', good: of.good })),
    denominator: onAll(view, (all) => before(view, all)),
    chart: onRows(view, (rows) => {
      const chart = dailyChart(view, {
        name: 'messages-by-day',
        what: 'Messages sent by day',
        kind: 'count',
        rows: partOf(rows, 'day'),
        columns: [sent],
        format: formats.count,
      });
      return html`<div class="split"><div>${chart}</div>${categories(view, partOf(rows, 'category'), sent)}</div>`;
    }),
    definition: definition(of.metrics, [answer]),
  });
}

function before(view: View, all: Row): Html | null {
  if (!hasPeriodBefore(view)) return null;
  return html`${number(all.cell('sent_before'), view.formats.count)} in the period before. `;
}

function categories(view: View, rows: readonly Row[], sent: Column): Html | null {
  if (rows.length === 0) return null;
  const columns: readonly Column[] = [
    { title: 'Category', column: 'category' },
    sent,
    { title: 'Before', column: 'sent_before', format: view.formats.count },
    deltaColumn(view, 'sent_change', { kind: 'relative', good: 'none' }),
  ];
  return table({ page: 'exec', name: 'messages-by-category', caption: 'By category', columns, rows });
}

interface Rate {
  readonly tile: 'delivered' | 'read' | 'engaged' | 'failed';
  readonly title: string;
  readonly column: string;
  readonly numerator: Column;
  readonly denominator: Column;
  /** Why there is no rate. */
  readonly missing: string;
  /** Above its definition. */
  readonly more?: (view: View) => Value;
  readonly alsoMetrics?: readonly string[];
}

/** Delivered, read, engaged, failed: rates of the same statement. */
export function deliveryTiles(view: View): readonly Html[] {
  const count = (title: string, column: string): Column => ({ title, column, format: view.formats.count });
  const sent = { denominator: count('Sent', 'sent'), missing: 'nothing was sent' };
  const rates: readonly Rate[] = [
    {
      ...sent,
      tile: 'delivered',
      title: 'Delivered rate',
      column: 'delivered_rate',
      numerator: count('Delivered', 'delivered'),
    },
    {
      tile: 'read',
      title: 'Read rate',
      column: 'read_rate',
      numerator: count('Read', 'read'),
      denominator: count('Delivered', 'delivered'),
      missing: 'nothing was delivered',
    },
    {
      tile: 'engaged',
      title: 'Engaged rate',
      column: 'engaged_rate',
      numerator: count('Engaged', 'engaged_conversations'),
      denominator: count('Outbound conversations', 'outbound_conversations'),
      missing: 'no conversation is old enough',
      more: replies,
      alsoMetrics: ['reply_rate'],
    },
    {
      ...sent,
      tile: 'failed',
      title: 'Failure rate',
      column: 'failure_rate',
      numerator: count('Failed', 'failed'),
      more: failures,
    },
  ];
  return rates.map((rate) => rateTile(view, rate));
}

function rateTile(view: View, rate: Rate): Html {
  const { formats } = view;
  const of = tileOf(rate.tile);
  const column: Column = { title: rate.title, column: rate.column, format: formats.percent, missing: rate.missing };
  const chart = {
    name: `${of.id}-by-day`,
    what: `${rate.title} by day`,
    kind: 'rate',
    format: formats.percent,
  } as const;
  const columns = [column, rate.numerator, rate.denominator];
  return tile(view, of, {
    value: answered(view, 'exec_messages', (rows) => {
      const [all] = partOf(rows, 'all');
      return all ? number(all.cell(rate.column), formats.percent, rate.missing) : NOTHING;
    }),
    change: onAll(view, (all) => delta(view, all.cell(`${rate.column}_change`), { kind: 'points', good: of.good })),
    denominator: onAll(view, (all) => ofWords(view, all, rate)),
    chart: onRows(view, (rows) => dailyChart(view, { ...chart, rows: partOf(rows, 'day'), columns })),
    more: html`${rate.more?.(view)}${onRows(view, (rows) => byCategory(view, partOf(rows, 'category'), rate, columns))}`,
    definition: definition([...of.metrics, ...(rate.alsoMetrics ?? [])], of.statements.map(view.answer)),
  });
}

function ofWords({ formats }: View, all: Row, { numerator, denominator }: Rate): Html {
  const counted = (column: Column) =>
    html`${number(all.cell(column.column), formats.count)} ${column.title.toLowerCase()}`;
  return html`${counted(numerator)} of ${counted(denominator)}. `;
}

function byCategory(view: View, rows: readonly Row[], rate: Rate, columns: readonly Column[]): Html | null {
  if (rows.length === 0) return null;
  const { good } = tileOf(rate.tile);
  return html`<details class="data"><summary>By category</summary>${table({
    page: 'exec',
    name: `${rate.tile}-by-category`,
    caption: `${rate.title} by category`,
    columns: [
      { title: 'Category', column: 'category' },
      ...columns,
      deltaColumn(view, `${rate.column}_change`, { kind: 'points', good }),
    ],
    rows,
  })}</details>
`;
}

function replies(view: View): Value {
  return onAll(view, (all) => {
    const { formats } = view;
    const rate = number(all.cell('reply_rate'), formats.percent, 'no delivered message is old enough');
    const change = delta(view, all.cell('reply_rate_change'), { kind: 'points', good: 'up' });
    const [replied, mature] = ['replied', 'mature_delivered'].map((column) => number(all.cell(column), formats.count));
    return html`<p class="also"><span class="label">Reply rate</span> <strong>${rate}</strong> ${change}<span class="of">${replied} replied of ${mature} mature delivered messages.</span></p>
`;
  });
}

/** Where the statement failed, the value of the tile says so, once. */
function onRows(view: View, render: (rows: readonly Row[]) => Value): Value {
  return view.answer('exec_messages').error === undefined ? answered(view, 'exec_messages', render) : null;
}

function onAll(view: View, render: (all: Row) => Value): Value {
  return onRows(view, (rows) => partOf(rows, 'all').map(render));
}
