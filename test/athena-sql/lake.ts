import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { referencePrefix } from '../../domain/contracts/lake-layout.ts';
import { COLUMNS } from '../../domain/event/columns.ts';
import { FAMILIES } from '../../domain/event/families.ts';
import { REFERENCE_KINDS, REFERENCE_TABLES } from '../../domain/imports/tables.ts';
import { atBoundary } from '../../domain/sql/boundary.ts';
import { withLiterals } from '../../domain/sql/literals.ts';
import { inDependencyOrder } from '../../domain/sql/view-order.ts';
import { readViewFiles } from '../../lambdas/aws/view-files.ts';
import { compactedPartition, partitionsOf } from '../support/laptop-partitions.ts';
import { BASE, glueTable, type Laptop, STORAGE, startLaptop } from '../support/local-athena.ts';

export const VIEW_FILES = readViewFiles(join(import.meta.dirname, '..', '..', 'athena-sql'));

/** A row as it landed; columns left out are NULL. */
export interface LandedRow {
  readonly event_key: string;
  readonly dt: string;
  readonly family: string;
  readonly [column: string]: unknown;
}

const DUCKDB_TYPES = {
  string: 'VARCHAR',
  int: 'INTEGER',
  bigint: 'BIGINT',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP',
};
export const JSON_COLUMNS = COLUMNS.map(({ name, type }) => `${name}: '${DUCKDB_TYPES[type]}'`).join(', ');

const COLUMN_LIST = COLUMNS.map(({ name, type }) => ({ Name: name, Type: type }));
const DAY_AND_FAMILY = {
  'projection.enabled': 'true',
  'projection.dt.type': 'date',
  'projection.dt.format': 'yyyy-MM-dd',
  'projection.dt.range': '2024-01-01,NOW+1DAYS',
  'projection.family.type': 'enum',
  'projection.family.values': FAMILIES.join(),
};
const COMPACTED = { ...STORAGE, Columns: COLUMN_LIST, Location: 's3://lake/compacted/' };
const UNLOADED = {
  ...DAY_AND_FAMILY,
  'projection.run.type': 'injected',
  'storage.location.template': `s3://lake/compacted/\${run}/dt=\${dt}/family=\${family}/`,
};

/** The tables of lib/lake/catalog.ts: landed rows, rows of closed days, rows of single runs, reference data. */
const TABLES = [
  glueTable('event_rows', { Parameters: DAY_AND_FAMILY, StorageDescriptor: { ...STORAGE, Columns: COLUMN_LIST } }),
  glueTable('compacted_rows', { Parameters: {}, StorageDescriptor: COMPACTED }),
  glueTable('unloaded_rows', {
    Parameters: UNLOADED,
    PartitionKeys: ['run', 'dt', 'family'].map((Name) => ({ Name, Type: 'string' })),
    StorageDescriptor: { ...STORAGE, Columns: [{ Name: 'event_key', Type: 'string' }] },
  }),
  ...REFERENCE_KINDS.map((kind) =>
    glueTable(kind, {
      Parameters: {},
      PartitionKeys: [],
      StorageDescriptor: {
        Location: `s3://lake/${referencePrefix(kind)}`,
        SerdeInfo: { SerializationLibrary: 'org.openx.data.jsonserde.JsonSerDe' },
        Columns: REFERENCE_TABLES[kind].columns.map(({ name, type }) => ({ Name: name, Type: type })),
      },
    }),
  ),
];

/** What the views have in place of their marked texts: to apply a view again takes longer than most questions. */
const applied: { through: string | null; settings: string } = { through: null, settings: '{}' };

/**
 * Of those that change how a query runs and never what it answers, the ones that take longest to plan our views: two
 * thirds of a case's time. What reads files or many rows needs them (predicates, joins, the reference).
 */
export const DEAR_OPTIMIZERS = [
  'filter_pushdown',
  'cte_filter_pusher',
  'join_filter_pushdown',
  'statistics_propagation',
];

/** An Athena for cases of a few rows, with every view. */
export function openSmallLake(): Promise<Laptop> {
  return openLake(VIEW_FILES, { disabledOptimizers: DEAR_OPTIMIZERS });
}

/** An Athena with the tables of rows, still empty, more tables, and every view, or some; no day is closed. */
export async function openLake(
  views = VIEW_FILES,
  engine: Parameters<typeof startLaptop>[1] = {},
  more: Parameters<typeof startLaptop>[0] = [],
): Promise<Laptop> {
  applied.through = null;
  applied.settings = '{}';
  const laptop = await startLaptop([...BASE.filter(({ ref }) => ref !== 'events'), ...TABLES, ...more], engine);
  for (const { sql } of inDependencyOrder(views)) {
    const { Status } = await laptop.run(sql);
    if (Status?.State !== 'SUCCEEDED') throw new Error(Status?.StateChangeReason);
  }
  return laptop;
}

/** No two files of a run have one name: the engine may remember a file by it. */
let landed = 0;

/** Replaces what lies in the lake. Each list of rows is one file, at least; each row lies in its own partition. */
export async function land(laptop: Laptop, files: readonly (readonly LandedRow[])[]): Promise<void> {
  rmSync(laptop.folderOf('lake'), { recursive: true, force: true });
  const rows = files.flatMap((file) => {
    landed += 1;
    return file.map((row) => ({ ...row, file: landed }));
  });
  if (rows.length === 0) return;
  const json = join(laptop.dataDir, 'rows.json');
  writeFileSync(json, rows.map((row) => JSON.stringify(row)).join('\n'));
  const columns = `${JSON_COLUMNS}, dt: 'VARCHAR', family: 'VARCHAR', file: 'INTEGER'`;
  await laptop.parquet(
    'events',
    `SELECT * FROM read_json('${json}', format = 'newline_delimited', columns = {${columns}})`,
    'PARTITION_BY (dt, family, file)',
  );
}

/** Adds one file of rows below a prefix of the lake, and answers its key. */
export async function writeRows(laptop: Laptop, prefix: string, rows: readonly LandedRow[]): Promise<string> {
  landed += 1;
  const key = `${prefix}dt=${rows[0]?.dt}/family=${rows[0]?.family}/${landed}.parquet`;
  const file = join(laptop.dataDir, 'rows.json');
  writeFileSync(file, rows.map(({ dt: _dt, family: _family, ...row }) => JSON.stringify(row)).join('\n'));
  const select = `SELECT * FROM read_json('${file}', format = 'newline_delimited', columns = {${JSON_COLUMNS}})`;
  await laptop.parquet(key, select);
  return key;
}

/** Rows of closed days, as a run of the compaction would have left them: one file and one partition each. */
export async function close(laptop: Laptop, through: string | null, rows: readonly LandedRow[]): Promise<void> {
  const keys: string[] = [];
  for (const partition of Map.groupBy(rows, (row) => `dt=${row.dt}/family=${row.family}/`).values()) {
    keys.push(await writeRows(laptop, 'compacted/20261121T021500Z-1a2b3c4d-1/', partition));
  }
  await registerFolders(laptop, keys.map(dirname));
  if (through !== applied.through) await applyEvents(laptop, through);
}

/** What was registered before stays: its folder is gone with what lay in the lake. */
export async function registerFolders(laptop: Laptop, folders: readonly string[]): Promise<void> {
  await partitionsOf(laptop).register('compacted_rows', folders.map(compactedPartition));
}

/** Rows of the reference tables, by table, added to what lies in the lake. */
export async function landReference(
  laptop: Laptop,
  tables: Readonly<Record<string, readonly object[]>>,
): Promise<void> {
  for (const [kind, rows] of Object.entries(tables)) {
    landed += 1;
    const lines = rows.map((row) => JSON.stringify(row)).join('\n');
    await laptop.text(`${referencePrefix(kind)}${landed}.ndjson`, lines);
  }
}

/** The views of the reporting window, and the generation, with these marked texts; those that are not named are as the files have them. */
export async function applySettings(laptop: Laptop, settings: Readonly<Record<string, string>>): Promise<void> {
  if (JSON.stringify(settings) === applied.settings) return;
  applied.settings = JSON.stringify(settings);
  for (const { name, sql } of VIEW_FILES) {
    if (!['stg_reporting_settings', 'int_reporting_events', 'current_generation'].includes(name)) continue;
    const { Status } = await laptop.run(withLiterals(sql, settings));
    if (Status?.State !== 'SUCCEEDED') throw new Error(Status?.StateChangeReason);
  }
}

/** The view `events` with a boundary, or as its file has it. */
export async function applyEvents(laptop: Laptop, through: string | null): Promise<void> {
  applied.through = through;
  const events = VIEW_FILES.find(({ name }) => name === 'events')?.sql ?? '';
  const { Status } = await laptop.run(atBoundary(events, through));
  if (Status?.State !== 'SUCCEEDED') throw new Error(Status?.StateChangeReason);
}
