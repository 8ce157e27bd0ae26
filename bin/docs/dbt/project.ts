import { COLUMNS, PARTITION_COLUMNS } from '../../../domain/event/columns.ts';
import type { Metric, MetricView } from '../../../domain/metrics/definition.ts';
import { METRIC_VIEWS, METRICS, metricsOf } from '../../../domain/metrics/metrics.ts';
import { meaningOf } from '../../../domain/views/columns.ts';
import type { ColumnsOfViews, EngineColumn } from '../view-columns.ts';
import type { DocumentedView } from '../views.ts';
import { LAKE_TABLES, type LakeColumn, type LakeTable } from './lake-tables.ts';
import { type Files, modelFiles, testFiles } from './models.ts';
import { profilesFile, projectFile } from './project-files.ts';
import { exposuresFile, metricText, modelProperties, sourcesFile } from './properties.ts';
import { readmeFile } from './readme.ts';
import { markedTexts, type Relations } from './sql-text.ts';

export interface DbtInput {
  readonly views: readonly DocumentedView[];
  /** What is written as it is: the plugin of dbt-duckdb, and the functions that it loads. */
  readonly laptop: { readonly plugin: string; readonly prelude: string };
  /** A laptop's data folder, from the project's folder. */
  readonly dataFolder: string;
  readonly tables?: readonly LakeTable[];
  readonly metrics?: readonly Metric[];
  /** The views' columns, to describe those of the public ones. */
  readonly columns?: ColumnsOfViews;
}

/**
 * A whole dbt project, by path: docs/adr/0020.
 * @throws Error for SQL that reads what is neither a view nor a table, and for two files of one path.
 */
export function dbtProject(input: DbtInput): ReadonlyMap<string, string> {
  const { views, laptop, dataFolder, tables = LAKE_TABLES, metrics = METRICS, columns } = input;
  const relations: Relations = {
    models: new Set(views.map(({ name }) => name)),
    tables: new Set(tables.map(({ name }) => name)),
  };
  refuseMissingViews(metrics, relations);
  const vars = markedTexts(views.map(({ sql }) => sql));
  const layers = [...new Set(views.map(({ layer }) => layer))];
  return byPath([
    ['README.md', readmeFile(vars)],
    ['.gitignore', 'target/\nlogs/\nlake.duckdb*\n__pycache__/\n.user.yml\n'],
    ['dbt_project.yml', projectFile(layers, vars)],
    ['profiles.yml', profilesFile(dataFolder)],
    ['laptop_lake.py', laptop.plugin],
    ['prelude.sql', laptop.prelude],
    ['lake_tables.json', `${JSON.stringify(tables.map(storedTable), null, 2)}\n`],
    ['models/sources.yml', sourcesFile(tables)],
    ['models/exposures.yml', exposuresFile(metrics)],
    ...modelProperties(views, documentedColumns(columns ?? new Map())),
    ...modelFiles(views, relations),
    ...testFiles(views, relations),
  ]);
}

function refuseMissingViews(metrics: readonly Metric[], { models }: Relations): void {
  for (const { id, in: view } of metrics) {
    if (!models.has(view.view))
      throw new Error(`The metric ${id} is in ${view.view}, which athena-sql/ does not have.`);
  }
}

function byPath(files: Files): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [path, text] of files) {
    if (found.has(path))
      throw new Error(`Two files of the dbt project are called ${path}: two checks of a view say the same rule.`);
    found.set(path, text);
  }
  return found;
}

/** What the plugin needs to read a table's files. */
function storedTable({ name, format, prefix, columns, partitions }: LakeTable) {
  return { name, format, prefix, columns: typesOf(columns), partitions: typesOf(partitions) };
}

function typesOf(columns: readonly LakeColumn[]): Readonly<Record<string, string>> {
  return Object.fromEntries(columns.map(({ name, type }) => [name, type]));
}

type DocumentedColumn = Pick<LakeColumn, 'name' | 'meaning'>;

/** The columns whose meaning is data: those of `events`, of public views, and the metrics with their caveats. */
function documentedColumns(columns: ColumnsOfViews): ReadonlyMap<string, readonly DocumentedColumn[]> {
  const ofEvents = [...COLUMNS, ...PARTITION_COLUMNS].map(({ name, meaning }) => ({ name, meaning }));
  const ofViews = [...columns].map(([view, list]) => [view, meaningsOf(view, list)] as const);
  const ofMetrics = METRIC_VIEWS.filter(({ view }) => !columns.has(view)).map(
    (view) => [view.view, metricColumns(view)] as const,
  );
  return new Map([...ofViews.filter(([, list]) => list.length > 0), ...ofMetrics, ['events', ofEvents]]);
}

function meaningsOf(view: string, columns: readonly EngineColumn[]): readonly DocumentedColumn[] {
  const described = METRIC_VIEWS.filter((metrics) => metrics.view === view).flatMap(metricColumns);
  const caveats = new Map(described.map(({ name, meaning }) => [name, meaning]));
  return columns.flatMap(({ name }) => {
    const meaning = caveats.get(name) ?? meaningOf(view, name)?.text;
    return meaning === undefined ? [] : [{ name, meaning }];
  });
}

function metricColumns(view: MetricView): readonly DocumentedColumn[] {
  return metricsOf(view).map((metric) => ({ name: metric.column, meaning: metricText(metric) }));
}
