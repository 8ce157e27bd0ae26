import type { Row } from '../answer.ts';
import { type Html, html, type Value } from '../html.ts';
import { memberColumn } from '../members.ts';
import { number } from '../number.ts';
import type { View } from '../page.ts';
import {
  answered,
  beforeColumn,
  behind,
  type Column,
  definition,
  delta,
  deltaColumn,
  hasPeriodBefore,
  table,
  tile,
} from '../parts.ts';
import { CATEGORIES_SHOWN, type DailyChart, dailyChart, dailyData, partOf, tileOf } from './common.ts';
import { causes, topCause } from './failures.ts';

const NOTHING = html`<span class="missing">No messages</span>`;

export function messagesTile(view: View): Html {
  const { formats } = view;
  const of = tileOf('messages');
  const sent: Column = { title: 'Sent', column: 'sent', format: formats.count };
  const daily = (rows: readonly Row[]): DailyChart => ({
    name: 'messages-by-day',
    what: 'Messages sent by day',
    kind: 'count',
    rows: partOf(rows, 'day'),
    columns: [sent],
    format: formats.count,
  });
  const course = (rows: readonly Row[]) =>
    html`<div class="split"><div>${dailyChart(view, daily(rows))}</div>${categories(view, partOf(rows, 'category'), sent)}</div>`;
  return tile(view, of, {
    value: answered(view, 'exec_messages', (rows) => {
      const [all] = partOf(rows, 'all');
      return all ? number(all.cell('sent'), formats.count) : NOTHING;
    }),
    change: onAll(view, (all) => delta(view, all.cell('sent_change'), { kind: 'relative', good: of.good })),
    denominator: onAll(view, (all) => before(view, all)),
    chart: onRows(view, course),
    details: onRows(view, (rows) => dailyData(daily(rows))),
    definition: definition(of.metrics, of.statements.map(view.answer)),
  });
}

function before(view: View, all: Row): Html | null {
  if (!hasPeriodBefore(view)) return null;
  return html`${number(all.cell('sent_before'), view.formats.count)} in the period before. `;
}

function categories(view: View, rows: readonly Row[], sent: Column): Html | null {
  if (rows.length === 0) return null;
  const columns: readonly Column[] = [
    memberColumn('category', 'Category', 'category', view.formats.locale),
    sent,
    beforeColumn(view, 'sent_before'),
    deltaColumn(view, 'sent_change', { kind: 'relative', good: 'none' }),
  ];
  const name = 'messages-by-category';
  return table({ page: 'exec', name, caption: 'By category', columns, rows, shown: CATEGORIES_SHOWN });
}

interface Rate {
  readonly tile: 'delivered' | 'read' | 'engaged' | 'failed';
  readonly column: string;
  readonly numerator: Column;
  readonly denominator: Column;
  /** Why there is no rate. */
  readonly missing: string;
  readonly more?: (view: View) => Value;
  readonly details?: (view: View) => Value;
  readonly alsoMetrics?: readonly string[];
}

/** Delivered, read, engaged, failed: rates of the same statement. */
export function deliveryTiles(view: View): readonly Html[] {
  const { count } = view.formats;
  const column = (title: string, name: string): Column => ({ title, column: name, format: count });
  const [sent, delivered] = [column('Sent', 'sent'), column('Delivered', 'delivered')];
  const ofSent = { denominator: sent, missing: 'nothing was sent' };
  const rates: readonly Rate[] = [
    { ...ofSent, tile: 'delivered', column: 'delivered_rate', numerator: delivered },
    { ...READ, numerator: column('Read', 'read'), denominator: delivered },
    {
      ...ENGAGED,
      numerator: column('Engaged', 'engaged_conversations'),
      denominator: column('Outbound conversations', 'outbound_conversations'),
    },
    { ...ofSent, ...FAILED, numerator: column('Failed', 'failed') },
  ];
  return rates.map((rate) => rateTile(view, rate));
}

const READ = { tile: 'read', column: 'read_rate', missing: 'nothing was delivered' } as const;
const ENGAGED = {
  tile: 'engaged',
  column: 'engaged_rate',
  missing: 'no conversation is old enough',
  more: replies,
  alsoMetrics: ['reply_rate'],
} as const;
const FAILED = { tile: 'failed', column: 'failure_rate', more: topCause, details: causes } as const;

function rateTile(view: View, rate: Rate): Html {
  const { percent } = view.formats;
  const of = tileOf(rate.tile);
  const columns: readonly Column[] = [
    { title: of.title, column: rate.column, format: percent, missing: rate.missing },
    rate.numerator,
    rate.denominator,
  ];
  const daily = (rows: readonly Row[]): DailyChart => {
    const what = `${of.title} by day`;
    return { name: `${of.id}-by-day`, what, kind: 'rate', format: percent, rows: partOf(rows, 'day'), columns };
  };
  const tables = (rows: readonly Row[]) =>
    html`${byCategory(view, partOf(rows, 'category'), rate, columns)}${dailyData(daily(rows))}`;
  return tile(view, of, {
    value: answered(view, 'exec_messages', (rows) => {
      const [all] = partOf(rows, 'all');
      return all ? number(all.cell(rate.column), percent, rate.missing) : NOTHING;
    }),
    change: onAll(view, (all) => delta(view, all.cell(`${rate.column}_change`), { kind: 'points', good: of.good })),
    denominator: onAll(view, (all) => ofWords(view, all, rate)),
    chart: onRows(view, (rows) => dailyChart(view, daily(rows))),
    more: rate.more?.(view),
    details: html`${rate.details?.(view)}${onRows(view, tables)}`,
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
  const { good, title } = tileOf(rate.tile);
  return behind(
    'By category',
    table({
      page: 'exec',
      name: `${rate.tile}-by-category`,
      caption: `${title} by category`,
      columns: [
        memberColumn('category', 'Category', 'category', view.formats.locale),
        ...columns,
        deltaColumn(view, `${rate.column}_change`, { kind: 'points', good }),
      ],
      rows,
    }),
  );
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
