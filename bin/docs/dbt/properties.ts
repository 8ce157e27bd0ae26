import type { Metric } from '../../../domain/metrics/definition.ts';
import { type DocumentedView, headOf } from '../views.ts';
import type { LakeColumn, LakeTable } from './lake-tables.ts';
import type { Files } from './models.ts';
import { escapeJinja, SOURCE } from './sql-text.ts';
import { type Yaml, yamlDocument } from './yaml.ts';

/** models/sources.yml: the Glue tables, in the database that the variable `lake_schema` names. */
export function sourcesFile(tables: readonly LakeTable[]): string {
  const source = {
    name: SOURCE,
    description: 'The Glue tables that the stack fills.',
    schema: "{{ var('lake_schema') }}",
    tables: tables.map(({ name, meaning, columns, partitions }) => ({
      name,
      description: escapeJinja(meaning),
      columns: [...columns, ...partitions].map(columnOf),
    })),
  };
  return yamlDocument({ version: 2, sources: [source] });
}

/** The properties of each layer's models: what their files say of them, and their columns where those are data. */
export function modelProperties(
  views: readonly DocumentedView[],
  columnsOf: ReadonlyMap<string, readonly Omit<LakeColumn, 'type'>[]>,
): Files {
  const layers = [...new Set(views.map(({ layer }) => layer))];
  return layers.map((layer) => {
    const models = views.filter((view) => view.layer === layer).map((view) => model(view, columnsOf.get(view.name)));
    return [`models/${layer}/_${layer}.yml`, yamlDocument({ version: 2, models })];
  });
}

function model({ name, sql, checks }: DocumentedView, columns?: readonly Omit<LakeColumn, 'type'>[]): Yaml {
  const description = [...(checks ? [checks.description] : []), ...headOf(sql)].join('\n\n');
  return { name, description: escapeJinja(description), columns: columns?.map(columnOf) };
}

function columnOf({ name, meaning, type }: Omit<LakeColumn, 'type'> & Partial<LakeColumn>): Yaml {
  return { name, description: escapeJinja(meaning), data_type: type };
}

/** models/exposures.yml: an exposure per metric, over the models that have it. */
export function exposuresFile(metrics: readonly Metric[]): string {
  return yamlDocument({ version: 2, exposures: metrics.map(exposure) });
}

function exposure(metric: Metric): Yaml {
  const { id, title, unit, numerator, denominator, caveat, owner, column } = metric;
  const views = [metric.in, ...(metric.alsoIn ?? [])].map(({ view }) => view);
  return {
    name: id,
    label: escapeJinja(title),
    type: 'analysis',
    owner: { name: owner },
    description: escapeJinja(metricText(metric)),
    depends_on: views.map((view) => `ref('${view}')`),
    config: {
      meta: { unit, numerator, denominator: denominator ?? undefined, caveats: caveat, column, grain: metric.in.grain },
    },
  };
}

/** A metric in one paragraph. */
export function metricText({ title, unit, numerator, denominator, caveat }: Metric): string {
  const divided = denominator === null ? [] : [`Denominator: ${denominator}`];
  return [`${title} (${unit}).`, numerator, ...divided, caveat].filter((text) => text !== '').join(' ');
}
