import type { Metric, MetricView } from '../metrics/definition.ts';
import { METRIC_VIEWS, METRICS, metricsOf } from '../metrics/metrics.ts';
import { page, table } from './dictionaries.ts';

const SUMMARY = `${METRICS.length} metrics, each defined once, in \`domain/metrics\`: this page, the view \`metric_definitions\` and every other place take their words from there.`;

const CONVENTIONS = `## What holds for all

- A message counts on the day it was sent, whenever it was delivered, read or answered. Days and weeks are those of the
  reporting zone (a setting), and weeks begin on Monday; days and months of charges are those of the account's zone.
- Dimensions are all, campaign, template, category, country, number and channel. What has no value counts as the member
  \`unknown\`, so that the members add up to all. Distinct persons do not add up.
- A rate is NULL where it would be divided by 0. What it is divided by stands in the next column, with \`_of\` at its end.
- "Now" is the newest receipt (\`reporting_watermark\`), never the clock. Mature: at least 24 hours before it, so that a reply
  may have come. \`is_complete\`: the whole period is reported, and ended 7 days before it.
- The numbers are of the reporting window, from \`first_day\` (\`reporting_settings\`) on.
- Money is in millionths of the currency unit, so that sums are exact.`;

/** docs/metrics.md: what every number means, by the view that tells it. */
export function metricsPage(): string {
  return page('Metrics', SUMMARY, [CONVENTIONS, ...METRIC_VIEWS.map(section)]);
}

function section(view: MetricView): string {
  const rows = metricsOf(view).map((metric) => [
    `\`${metric.column}\``,
    metric.title,
    metric.unit,
    metric.numerator,
    metric.denominator ?? '',
    metric.caveat,
    metric.owner,
  ]);
  const head = ['column', 'metric', 'unit', 'what is counted', 'divided by', 'mind', 'owner'];
  return `## \`${view.view}\`\n\nGrain: ${view.grain}.\n\n${table(head, rows)}`;
}

const COLUMNS = 'id, title, unit, numerator, denominator, grain, caveat, owner, view_name, column_name';

const HEAD = `-- Grain: one row per metric. Made by \`npm run docs\` from domain/metrics; do not edit.
CREATE OR REPLACE VIEW metric_definitions AS
SELECT ${COLUMNS}
FROM (VALUES`;

/** athena-sql/metrics/metric_definitions.sql: the same words, where the analyst queries. */
export function metricDefinitionsView(): string {
  return `${HEAD}\n${METRICS.map(definitionRow).join(',\n')}\n) AS definitions (${COLUMNS})\n`;
}

function definitionRow(metric: Metric): string {
  const { id, title, unit, numerator, denominator, caveat, owner, in: view, column } = metric;
  const values = [id, title, unit, numerator, denominator, view.grain, caveat, owner, view.view, column];
  return `(${values.map(literal).join(', ')})`;
}

/** Cast, for the texts differ in length, which Trino keeps in the type; in ASCII, for a view's text goes through the catalog. */
function literal(value: string | null): string {
  return value === null
    ? 'CAST(NULL AS varchar)'
    : `CAST('${value.replaceAll('’', "'").replaceAll("'", "''")}' AS varchar)`;
}
