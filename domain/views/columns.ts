/** What each column of a public view means, said in one place: docs/views.md, docs/metrics.md and dbt take it from here. */
import type { Metric } from '../metrics/definition.ts';
import { METRIC_VIEWS, metricsOf } from '../metrics/metrics.ts';
import { AGGREGATE_COLUMNS } from './aggregate-columns.ts';
import type { Meanings } from './definition.ts';
import { MART_COLUMNS } from './mart-columns.ts';
import { METRIC_COLUMNS, QUALITY_COLUMNS } from './metric-columns.ts';
import { SHARED_COLUMNS } from './shared-columns.ts';

/** The layers of views that people and BI tools read; of staging, `events` alone. */
export const PUBLIC_LAYERS: readonly string[] = ['marts', 'aggregates', 'metrics', 'quality'];

/** What holds in one view only, by view. */
export const OWN_COLUMNS: Readonly<Record<string, Meanings>> = {
  ...MART_COLUMNS,
  ...AGGREGATE_COLUMNS,
  ...METRIC_COLUMNS,
  ...QUALITY_COLUMNS,
};

const OF_METRICS: Readonly<Record<string, Meanings>> = Object.fromEntries(
  METRIC_VIEWS.map((view) => [view.view, Object.fromEntries(metricsOf(view).flatMap(metricMeanings))]),
);

/** A metric's column, and that of its denominator. */
function metricMeanings(metric: Metric): readonly (readonly [string, string])[] {
  const { column, title, unit, numerator, denominator } = metric;
  const divided = denominator === null ? [] : [`Divided by: ${denominator} NULL where that is 0.`];
  const text = [`${title}, in ${inWords(unit)}.`, numerator, ...divided, ...nullsOf(metric)].join(' ');
  return [
    [column, text],
    ...(denominator === null ? [] : [[`${column}_of`, `Denominator of \`${column}\`: ${denominator}`] as const]),
  ];
}

/** The sentences of its caveats that say when it is NULL; the others are for docs/metrics.md. */
function nullsOf({ caveat }: Metric): readonly string[] {
  return caveat.split(/(?<=\.) /).filter((sentence) => sentence.startsWith('NULL'));
}

function inWords(unit: Metric['unit']): string {
  return unit === 'ratio' ? 'parts of 1' : unit;
}

/** Where the meaning of a view's column is said: for the view, with its metrics, or for every view. */
export type SaidIn = 'view' | 'metric' | 'shared';

/** Undefined where nobody says what the column means. */
export function meaningOf(view: string, column: string): { readonly text: string; readonly in: SaidIn } | undefined {
  const shared: Meanings = SHARED_COLUMNS;
  const said: readonly (readonly [SaidIn, string | undefined])[] = [
    ['view', OWN_COLUMNS[view]?.[column]],
    ['metric', OF_METRICS[view]?.[column]],
    ['shared', shared[column]],
  ];
  const [found] = said.flatMap(([where, text]) => (text === undefined ? [] : [{ text, in: where }]));
  return found;
}
