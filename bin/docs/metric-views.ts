/** The words of domain/metrics as SQL, so that analysts find them where they query. */
import { DIMENSIONS, type Metric, type MetricView } from '../../domain/metrics/definition.ts';
import { METRIC_AREAS, METRIC_VIEWS } from '../../domain/metrics/metrics.ts';
import { fill, fillTexts } from './sql-lists.ts';

const MADE = '-- Written by `npm run docs` from domain/metrics; do not edit.';

/** Each file that is written, by its path below `athena-sql/`. */
export function metricSqlFiles(): ReadonlyMap<string, string> {
  const areas = Object.entries(METRIC_AREAS).flatMap(([area, metrics]) =>
    withChecks(viewOf(area), areaView(area, metrics), `The words of the metrics of the area "${area}".`, 'id'),
  );
  const views = 'The views of metrics, their grain, and what they are sliced by.';
  return new Map([
    ...areas,
    ...withChecks('stg_metric_views', viewsView(), views, 'view_name'),
    ['metrics/metric_definitions.sql', definitionsView()],
  ]);
}

/** The view and, beside it, the check that its key names one row. */
function withChecks(view: string, sql: string, description: string, key: string): readonly [string, string][] {
  const checks = `-- Description: ${description}

-- fail: a row is what its grain says, once
SELECT ${key}, count(*) AS row_count
FROM ${view}
GROUP BY ${key}
HAVING count(*) > 1;
`;
  return [
    [`staging/${view}.sql`, sql],
    [`staging/${view}.checks.sql`, checks],
  ];
}

function viewOf(area: string): string {
  return `stg_metric_definitions_${area}`;
}

const TEXTS = ['id', 'title', 'unit', 'numerator', 'denominator', 'caveat', 'owner', 'view_name', 'column_name'];

/** An area has a file of its own, for all together are longer than a file may be. */
function areaView(area: string, metrics: readonly Metric[]): string {
  const rows = metrics.map(({ id, title, unit, numerator, denominator, caveat, owner, in: { view }, column }) => [
    id,
    title,
    unit,
    numerator,
    denominator,
    caveat,
    owner,
    view,
    column,
  ]);
  const grain = `-- Grain: one row per metric of the area "${area}": its words (metric_definitions).`;
  return valuesView(viewOf(area), grain, TEXTS, rows);
}

const VIEW_TEXTS = ['view_name', 'grain', 'slices', ...DIMENSIONS.map((dimension) => `by_${dimension}`)];

function viewsView(): string {
  const grain = [
    '-- Grain: one row per view of metrics: its grain, and what it is sliced by.',
    "-- `slices` is 'member' for a view with the columns `dimension` and `member`, which has every",
    "-- dimension; of the others ('columns') each dimension has its column, or NULL if there is none.",
  ];
  return valuesView('stg_metric_views', grain.join('\n'), VIEW_TEXTS, METRIC_VIEWS.map(viewRow));
}

function viewRow({ view, grain, slices }: MetricView): readonly (string | null)[] {
  const columns = DIMENSIONS.map((dimension) => (slices === 'member' ? null : (slices[dimension] ?? null)));
  return [view, grain, slices === 'member' ? 'member' : 'columns', ...columns];
}

/** Cast, for the texts differ in length, which Trino keeps in the type. */
function valuesView(
  view: string,
  grain: string,
  columns: readonly string[],
  rows: readonly (readonly (string | null)[])[],
): string {
  const casts = columns.map((column) => `CAST(${column} AS varchar) AS ${column}`);
  const values = rows.map((row) => fillTexts(row.map(ascii), '    ').join('\n'));
  return [
    grain,
    MADE,
    `CREATE OR REPLACE VIEW ${view} AS`,
    'SELECT',
    ...fill(commas(casts), '  '),
    'FROM (',
    '  VALUES',
    `${values.join(',\n')}`,
    ...tail(columns),
    '',
  ].join('\n');
}

function tail(columns: readonly string[]): readonly string[] {
  const [first = '', ...rest] = fill(commas(columns), '  ');
  const one = `) AS texts (${first.trim()})`;
  return rest.length === 0 && one.length <= 100 ? [one] : [') AS texts (', first, ...rest, ')'];
}

function commas(words: readonly string[]): readonly string[] {
  return words.map((word, index) => (index < words.length - 1 ? `${word},` : word));
}

/** A view's text goes through the catalog, which keeps ASCII as it is. */
function ascii(value: string | null): string | null {
  return value === null ? null : value.replaceAll('’', "'");
}

function definitionsView(): string {
  const selects = Object.keys(METRIC_AREAS).map((area) => `  SELECT * FROM ${viewOf(area)}`);
  return `-- Grain: one row per metric: what it means, in the words of domain/metrics.
${MADE}
CREATE OR REPLACE VIEW metric_definitions AS
WITH texts AS (
${selects.join('\n  UNION ALL\n')}
)
SELECT
  id, title, unit, numerator, denominator, grain, caveat, owner, view_name, column_name
FROM texts
INNER JOIN stg_metric_views USING (view_name)
`;
}
