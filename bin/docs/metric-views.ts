/** The words of domain/metrics as SQL, so that analysts find them where they query. */
import { DIMENSIONS, type Metric, type MetricView } from '../../domain/metrics/definition.ts';
import { METRIC_AREAS, METRIC_VIEWS } from '../../domain/metrics/metrics.ts';
import { textViewFiles } from './values-view.ts';

const MADE = '-- Written by `npm run docs` from domain/metrics; do not edit.';

/** Each file that is written, by its path below `athena-sql/`. */
export function metricSqlFiles(): ReadonlyMap<string, string> {
  return new Map([
    ...Object.entries(METRIC_AREAS).flatMap(([area, metrics]) => areaFiles(area, metrics)),
    ...viewsFiles(),
    ['metrics/metric_definitions.sql', definitionsView()],
  ]);
}

function viewOf(area: string): string {
  return `stg_metric_definitions_${area}`;
}

const TEXTS = ['id', 'title', 'unit', 'numerator', 'denominator', 'caveat', 'owner', 'view_name', 'column_name'];

/** An area has a file of its own, for all together are longer than a file may be. */
function areaFiles(area: string, metrics: readonly Metric[]): readonly [string, string][] {
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
  const head = [`-- Grain: one row per metric of the area "${area}": its words (metric_definitions).`, MADE];
  const view = { name: viewOf(area), head, columns: TEXTS, rows };
  return textViewFiles(view, `The words of the metrics of the area "${area}".`, 'id');
}

const VIEW_TEXTS = ['view_name', 'grain', 'slices', ...DIMENSIONS.map((dimension) => `by_${dimension}`)];

function viewsFiles(): readonly [string, string][] {
  const head = [
    '-- Grain: one row per view of metrics: its grain, and what it is sliced by.',
    "-- `slices` is 'member' for a view with the columns `dimension` and `member`, which has every",
    "-- dimension; of the others ('columns') each dimension has its column, or NULL without one.",
    MADE,
  ];
  const view = { name: 'stg_metric_views', head, columns: VIEW_TEXTS, rows: METRIC_VIEWS.map(viewRow) };
  return textViewFiles(view, 'The views of metrics, their grain, and what they are sliced by.', 'view_name');
}

function viewRow({ view, grain, slices }: MetricView): readonly (string | null)[] {
  const columns = DIMENSIONS.map((dimension) => (slices === 'member' ? null : (slices[dimension] ?? null)));
  return [view, grain, slices === 'member' ? 'member' : 'columns', ...columns];
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
