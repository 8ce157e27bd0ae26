import { METRICS } from '../domain/metrics/metrics.ts';
import { addDays } from '../domain/pages/filter.ts';
import type { Tile } from '../domain/pages/tiles.ts';
import { type Answer, type Cell, type Row, rowsOf } from './answer.ts';
import { COMPLETE_AFTER_DAYS } from './coverage.ts';
import { type Html, html, type Value } from './html.ts';
import { number } from './number.ts';
import type { View } from './page.ts';
import { type Column, type Table, table } from './table.ts';

export { type Column, name, type Table, table } from './table.ts';

export type Good = Tile['good'];

/** An id of a view’s own: a file holds several views of a page. */
export function idIn({ idSuffix = '' }: View, id: string): string {
  return `${id}${idSuffix}`;
}

export interface TileBody {
  /** Large; a tile of tables has none. */
  readonly value?: Value;
  /** What it is of, and how many those are. */
  readonly denominator?: Value;
  readonly change?: Value;
  readonly chart?: Value;
  /** Further numbers and tables. */
  readonly more?: Value;
  /** What is behind a click: each a `<details>`. */
  readonly details?: Value;
  /** definition(…) */
  readonly definition: Value;
}

/** A number with what it needs to be understood: what it is of, its window, its change, its course. */
export function tile(view: View, { id, title, text }: Pick<Tile, 'id' | 'title' | 'text'>, body: TileBody): Html {
  const heading = idIn(view, `${id}-title`);
  return html`<section class="tile tile-${id}" id="${idIn(view, id)}" aria-labelledby="${heading}">
<h2 id="${heading}">${title}</h2>
${
  body.value !== undefined &&
  html`<div class="headline"><div class="value">${body.value}</div>${body.change}</div>
`
}<p class="of">${body.denominator}<span class="window">${windowWords(view)}</span></p>
${body.chart}${body.more}
<div class="end"><p class="text">${text}</p>
${body.details}${body.definition}</div>
</section>
`;
}

/** `1 Nov – 28 Nov 2026`, with how many days that are. */
export function windowWords({ window: { from, through, days }, formats }: View): string {
  if (days === 1) return formats.longDay(from);
  const first = from.slice(0, 4) === through.slice(0, 4) ? formats.day(from) : formats.longDay(from);
  return `${first} – ${formats.longDay(through)} (${days} days)`;
}

/** What is made of an answer; where Athena gave none, its reason, and the rest of the page stays. */
export function answered(view: View, statement: string, render: (rows: readonly Row[]) => Value): Value {
  const answer = view.answer(statement);
  if (answer.error === undefined) return render(rowsOf(answer));
  return notice('error', html`No answer to <code>${statement}</code>: ${answer.error}`);
}

/** The words of metrics, by their ids in domain/metrics, and the statements that the numbers beside it are answers to. */
export function definition(metrics: readonly string[], answers: readonly Answer[]): Html {
  return html`<details class="definition"><summary>Definition and SQL</summary>
${metrics.map(metricWords)}
${answers.map(statementText)}
</details>
`;
}

/** @throws Error for an id that no metric has. */
function metricWords(id: string): Html {
  const metric = METRICS.find((metric) => metric.id === id);
  if (metric === undefined) throw new Error(`No metric is called ${id}: domain/metrics has them all.`);
  return html`<h3>${metric.title}</h3>
<dl>
<dt>Numerator</dt><dd>${metric.numerator}</dd>
<dt>Denominator</dt><dd>${metric.denominator ?? 'None: it is no rate.'}</dd>
<dt>Caveat</dt><dd>${metric.caveat}</dd>
<dt>Owner</dt><dd>${metric.owner}</dd>
<dt>View</dt><dd><code>${metric.in.view}.${metric.column}</code>: ${metric.in.grain}</dd>
</dl>
`;
}

function statementText({ statement, sql }: Answer): Html {
  return html`<h3>Statement <code>${statement}</code></h3>
<pre class="sql" data-statement="${statement}" tabindex="0"><code>${sql}</code></pre>
`;
}

export interface DeltaWords {
  /** Rates differ by percentage points, counts and money by a share. */
  readonly kind: 'points' | 'relative';
  readonly good: Good;
}

/** A change against the period before: an arrow, a sign and words, in the colour of what is good for the metric. */
export function delta(view: View, cell: Cell, { kind, good }: DeltaWords): Html {
  if (!hasPeriodBefore(view) || cell.value === null) {
    const why = whyNoChange(view);
    if (hasPeriodBefore(view))
      return html`<span class="delta none">${number({ ...cell, value: null }, String, why)}</span>`;
    return html`<span class="delta none missing" title="${why}">no earlier period</span>`;
  }
  const { formats } = view;
  const direction = directionOf(Number(cell.value));
  const judgement = isYoung(view) ? undefined : judgementOf(direction, good);
  const shown = number(cell, kind === 'points' ? formats.points : formats.change);
  return html`<span class="delta ${judgement ?? 'plain'}"><span aria-hidden="true">${ARROWS[direction]}</span><span class="sr">${direction} </span>${shown}<span class="sr">${judgement && `, ${judgement},`} against the period before</span></span>`;
}

/** Statuses of all its days are still coming: a rate is lower than it will be, which is neither good nor bad. */
function isYoung({ window: { from }, header: { today } }: View): boolean {
  return from > addDays(today, -COMPLETE_AFTER_DAYS);
}

type Direction = 'up' | 'down' | 'unchanged';
const ARROWS: Readonly<Record<Direction, string>> = { up: '▲', down: '▼', unchanged: '=' };
/** Half of the last place that is shown. */
const LEAST_CHANGE = 0.000_5;

function directionOf(change: number): Direction {
  if (Math.abs(change) < LEAST_CHANGE) return 'unchanged';
  return change > 0 ? 'up' : 'down';
}

function judgementOf(direction: Direction, good: Good): 'better' | 'worse' | undefined {
  if (good === 'none' || direction === 'unchanged') return undefined;
  return direction === good ? 'better' : 'worse';
}

/** A column of changes: a dash without a change, which is empty in the CSV. */
export function deltaColumn(view: View, column: string, words: DeltaWords): Column {
  const none = (row: Row) => number({ ...row.cell(column), value: null }, String, whyNoChange(view));
  return {
    title: 'Change',
    column,
    show: (row) =>
      hasPeriodBefore(view) && row.text(column) !== null ? delta(view, row.cell(column), words) : none(row),
    raw: (row) => (hasPeriodBefore(view) ? row.text(column) : null),
  };
}

/** A column of counts of the period before: none where that does not lie in the data, which is not 0. */
export function beforeColumn(view: View, column: string): Column {
  const value = (row: Row) => (hasPeriodBefore(view) ? row.text(column) : null);
  const show = (row: Row) => number({ ...row.cell(column), value: value(row) }, view.formats.count, whyNoChange(view));
  return { title: 'Before', column, show, raw: value };
}

/** Whether the whole period before lies in the data. */
export function hasPeriodBefore({ header: { firstDataDay }, window: { before } }: View): boolean {
  return firstDataDay !== null && firstDataDay <= before.from;
}

export function whyNoChange(view: View): string {
  const { header, formats } = view;
  if (header.firstDataDay === null) return 'there are no data';
  if (hasPeriodBefore(view)) return 'nothing to compare with in the period before';
  return `no earlier period: the data begin on ${formats.longDay(header.firstDataDay)}`;
}

export function notice(kind: 'info' | 'warning' | 'error', content: Value): Html {
  return html`<p class="notice ${kind}"${kind === 'error' && html` role="alert"`}><strong>${NOTICES[kind]}</strong> ${content}</p>
`;
}

const NOTICES = { info: 'Note:', warning: 'Warning:', error: 'Missing:' } as const;

/** A figure of charts.ts with the rows it is drawn from. */
export function figure(chart: Html, data: Table): Html {
  return html`${chart}${behind('Data', table(data))}`;
}

/** What is seen after a click. */
export function behind(title: string, content: Value): Html {
  return html`<details class="data"><summary>${title}</summary>${content}</details>
`;
}
