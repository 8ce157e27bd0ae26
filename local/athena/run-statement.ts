/** One statement against the engine, as the caller: permissions, the tables' files of this moment, the rows. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Principal } from '../aws.ts';
import type { Catalog, GlueTable } from './catalog.ts';
import type { Engine } from './engine.ts';
import { QueryFailure } from './failure.ts';
import type { ParquetCheck } from './parquet-types.ts';
import type { Permissions } from './permissions.ts';
import { planOnce } from './plan-once.ts';
import type { QueryShape } from './query-shape.ts';
import { resolveReferences } from './references.ts';
import { NO_ROWS, type ResultTable, resultTable, textTable } from './result-table.ts';
import { unload } from './run-unload.ts';
import { estimateScanBytes, type TableSize } from './scan-estimate.ts';
import { runShow } from './show-statements.ts';
import { qualifiedName } from './sql-text.ts';
import type { ObjectName, Statement } from './statement.ts';
import { listTableFiles } from './table-files.ts';

export interface Surroundings {
  readonly catalog: Catalog;
  readonly engine: Engine;
  readonly permissions: Permissions;
  readonly checkParquet: ParquetCheck;
  readonly folderOf: (bucket: string) => string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface Run {
  readonly statement: Statement;
  /** Of the query inside the statement; undefined for statements without one. */
  readonly shape: QueryShape | undefined;
  /** The database of unqualified names. */
  readonly database: string;
  readonly principal: Principal;
  readonly connection: DuckDBConnection;
  readonly scanCutoffBytes: number | undefined;
  /** Throws once somebody has stopped the query: an interrupt reaches only a statement that is already running. */
  readonly refuseIfStopped: () => void;
}

export interface Outcome {
  readonly table: ResultTable;
  readonly scannedBytes: number;
}

/** @throws QueryFailure, AwsError (access denied) or DuckDB's error. */
export async function runStatement(around: Surroundings, run: Run): Promise<Outcome> {
  const { statement, shape } = run;
  around.permissions.defaultDatabase(run.principal);
  if (shape !== undefined && statement.kind === 'select') return select(around, run, statement.query, shape);
  if (shape !== undefined && statement.kind === 'unload') {
    const sizes = await prepare(around, run, shape);
    const scannedBytes = withinCutoff(run, estimateScanBytes(await planOf(run.connection, statement.query), sizes));
    return { table: await unload(around, run, statement, statement.query), scannedBytes };
  }
  if (shape !== undefined && statement.kind === 'explain') return explain(around, run, statement.query, shape);
  if (shape !== undefined && statement.kind === 'createView') return createView(around, run, statement, shape);
  if (statement.kind === 'dropView') return dropView(around, run, statement);
  return { table: await runShow(around, run), scannedBytes: 0 };
}

/** The rows are read before it is known that there were too many: as in Athena, which cancels a query that runs. */
async function select(around: Surroundings, run: Run, query: string, shape: QueryShape): Promise<Outcome> {
  const sizes = await prepare(around, run, shape);
  const { reader, plan } = await around.engine.readProfiled(run.connection, query);
  const scannedBytes = withinCutoff(run, estimateScanBytes(plan, sizes));
  return { table: resultTable(reader, shape), scannedBytes };
}

/** Permissions and files: what the tables weigh. */
async function prepare(around: Surroundings, run: Run, shape: QueryShape): Promise<readonly TableSize[]> {
  const tables = await allowedTables(around, run, shape);
  const sizes = await refreshFiles(around, run, tables, shape);
  run.refuseIfStopped();
  return sizes;
}

function withinCutoff({ scanCutoffBytes }: Run, scannedBytes: number): number {
  if (scannedBytes <= (scanCutoffBytes ?? Number.POSITIVE_INFINITY)) return scannedBytes;
  throw new QueryFailure(
    `Query cancelled! : Bytes scanned limit was exceeded (${scannedBytes} of ${scanCutoffBytes})`,
    'CANCELLED',
  );
}

async function planOf(connection: DuckDBConnection, query: string): Promise<unknown> {
  const reader = await connection.runAndReadAll(`EXPLAIN (FORMAT json) ${query}`);
  return JSON.parse(String(reader.getRows()[0]?.[1]));
}

async function explain(around: Surroundings, run: Run, query: string, shape: QueryShape): Promise<Outcome> {
  await refreshFiles(around, run, await allowedTables(around, run, shape), shape);
  const reader = await run.connection.runAndReadAll(`EXPLAIN ${query}`);
  const plan = reader.getRows().flatMap((row) => String(row[1]).split('\n'));
  return { table: textTable('Query Plan', plan), scannedBytes: 0 };
}

async function allowedTables(around: Surroundings, run: Run, shape: QueryShape): Promise<GlueTable[]> {
  const { tables, views } = await resolveReferences(run.connection, around, run.database, shape.tables);
  const names = [...views, ...[...tables].map(({ database, name }) => `${database}.${name}`)];
  for (const name of names) {
    const [database = '', table = ''] = name.split('.');
    around.permissions.glueDatabase(run.principal, 'glue:GetDatabase', database);
    around.permissions.glueTable(run.principal, 'glue:GetTable', database, table);
  }
  return [...tables];
}

async function refreshFiles(
  around: Surroundings,
  run: Run,
  tables: readonly GlueTable[],
  shape: QueryShape,
): Promise<readonly TableSize[]> {
  const sizes: TableSize[] = [];
  for (const table of tables) {
    refuseMissingInjection(table, shape);
    const folder = around.folderOf(table.bucket);
    const files = await listTableFiles(table, folder, around.now());
    // Of manifests, both they and the files that they name must be readable.
    if (table.manifests) around.permissions.readRows(run.principal, table, undefined);
    around.permissions.readRows(run.principal, table, files[0]?.path.slice(folder.replace(/\/?$/, '/').length));
    await around.checkParquet(run.connection, table, files);
    await around.engine.setFiles(
      run.connection,
      table,
      files.map(({ path }) => path),
    );
    sizes.push({ files: files.length, bytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) });
  }
  return sizes;
}

function refuseMissingInjection(table: GlueTable, shape: QueryShape): void {
  const missing = table.partitions.find(
    ({ name, projection }) => projection.injected && !shape.equalityColumns.has(name),
  );
  if (missing === undefined) return;
  throw new QueryFailure(
    `CONSTRAINT_VIOLATION: For the injected projected partition column ${missing.name}, the WHERE clause must contain only static equality conditions, and at least one such condition must be present.`,
  );
}

type CreateView = Extract<Statement, { kind: 'createView' }>;

async function createView(around: Surroundings, run: Run, statement: CreateView, shape: QueryShape): Promise<Outcome> {
  const [database, name] = await changeableView(around, run, statement.view);
  refuseUnnamedColumns(shape);
  for (const table of await allowedTables(around, run, shape)) await around.engine.setFiles(run.connection, table, []);
  for (const action of ['glue:GetTable', 'glue:CreateTable', 'glue:UpdateTable']) {
    around.permissions.glueTable(run.principal, action, database, name);
  }
  const verb = statement.orReplace ? 'CREATE OR REPLACE VIEW' : 'CREATE VIEW';
  const query = await planOnce(run.connection, statement.query, run.database, await around.engine.views.read());
  await run.connection.run(`${verb} ${qualifiedName(database, name)} AS ${query}`);
  around.engine.views.forget();
  return { table: NO_ROWS, scannedBytes: 0 };
}

async function dropView(
  around: Surroundings,
  run: Run,
  statement: Extract<Statement, { kind: 'dropView' }>,
): Promise<Outcome> {
  const [database, name] = await changeableView(around, run, statement.view);
  around.permissions.glueTable(run.principal, 'glue:GetTable', database, name);
  around.permissions.glueTable(run.principal, 'glue:DeleteTable', database, name);
  const exists = (await around.engine.views.read()).has(`${database}.${name}`);
  if (!exists && !statement.ifExists)
    throw new QueryFailure(`VIEW_NOT_FOUND: View '${database}.${name}' does not exist`);
  if (!exists) return { table: NO_ROWS, scannedBytes: 0 };
  await run.connection.run(`DROP VIEW ${qualifiedName(database, name)}`);
  around.engine.views.forget();
  return { table: NO_ROWS, scannedBytes: 0 };
}

async function changeableView(
  { catalog }: Surroundings,
  run: Run,
  view: ObjectName,
): Promise<[database: string, name: string]> {
  const database = view.database ?? run.database;
  if (!catalog.databases.has(database)) throw new QueryFailure(`SCHEMA_NOT_FOUND: Schema '${database}' does not exist`);
  if (catalog.tables.has(`${database}.${view.name}`)) {
    throw new QueryFailure(`TABLE_ALREADY_EXISTS: '${database}.${view.name}' is a table, not a view`);
  }
  return [database, view.name];
}

function refuseUnnamedColumns({ outputs }: QueryShape): void {
  const position = outputs.indexOf('unnamed') + 1;
  if (position > 0)
    throw new QueryFailure(`COLUMN_NAME_NOT_SPECIFIED: Column name not specified at position ${position}`);
}
