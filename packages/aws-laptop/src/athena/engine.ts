/**
 * The one DuckDB behind the laptop's Athena: the catalog's file, Trino's functions, and the walls around them. Views
 * live in `<dataDir>/athena.duckdb`; the tables' rows stay in the buckets' folders.
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance, type DuckDBResultReader } from '@duckdb/node-api';
import type { Catalog, GlueTable } from './catalog.ts';
import { constantMacros } from './constant-views.ts';
import { CATALOG, identifier, literal, qualifiedName } from './sql-text.ts';
import { filesVariable, type PartitionValues, SPELLED, setValuesSql, tableViewSql } from './table-views.ts';
import { type ViewTexts, viewTexts } from './view-texts.ts';
import { type ViewVersions, viewVersions } from './view-versions.ts';

export interface Engine extends ViewVersions {
  /** A connection whose unqualified names are those of `database`; the caller closes it. */
  connect(database: string): Promise<DuckDBConnection>;
  /**
   * Sets the files that a table consists of; no files give an empty, typed table. `values` are the partition values of
   * each file, where its path does not spell them.
   */
  setFiles(
    connection: DuckDBConnection,
    table: GlueTable,
    paths: readonly string[],
    values?: PartitionValues,
  ): Promise<void>;
  /** A query's rows and the plan by which they were read: to plan a view of many others takes longer than to run it. */
  readProfiled(connection: DuckDBConnection, query: string): Promise<Profiled>;
  readonly views: ViewTexts;
  /** The buckets whose folders it reads and writes. */
  readonly buckets: ReadonlySet<string>;
  close(): void;
}

export interface Profiled {
  readonly reader: DuckDBResultReader;
  /** DuckDB's JSON; null for a query of constants, which has no plan. */
  readonly plan: unknown;
}

export interface EngineOptions {
  readonly catalog: Catalog;
  readonly dataDir: string;
  /** The folder of a table's bucket. */
  readonly folderOf: (bucket: string) => string;
  /** Buckets that rows may be unloaded into, besides those of the tables. */
  readonly resultBuckets?: readonly string[];
  /** DuckDB's, by name; none by default. Over few rows a query is planned longer than it runs. */
  readonly disabledOptimizers?: readonly string[];
}

/** @throws Error in one plain sentence when the catalog's file is broken or in use. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { catalog, dataDir, folderOf, resultBuckets = [], disabledOptimizers = [] } = options;
  const buckets = new Set([...catalog.tables.values()].map(({ bucket }) => bucket).concat(resultBuckets));
  const plans = join(dataDir, 'athena.plans');
  await mkdir(plans, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: '512MB',
    threads: '2',
    integer_division: 'true',
    temp_directory: join(dataDir, 'athena.tmp'),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
  await connection.run(`SET GLOBAL disabled_optimizers = ${literal(disabledOptimizers.join())}`);
  await attachCatalog(connection, join(dataDir, 'athena.duckdb'));
  await connection.run(await readFile(new URL('./prelude.sql', import.meta.url), 'utf8'));
  const emptyFiles = await writeEmptyFiles(connection, dataDir);
  const setFiles = filesSetter(emptyFiles);
  await createTables(connection, catalog, folderOf, setFiles);
  await lock(connection, [plans, ...[...buckets].map(folderOf)], Object.values(emptyFiles));
  const views = viewTexts(connection);
  await makeMacros(connection, await views.written());
  return {
    views,
    ...viewVersions(views),
    buckets,
    connect: (database) => connect(instance, catalog, database),
    setFiles,
    readProfiled: (reading, query) => readProfiled(reading, query, join(plans, `${randomUUID()}.json`)),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** Files of DuckDB's default, older format lose the MATERIALIZED of a view's CTEs, and with it what `planOnce` does. */
const STORAGE_VERSION = 'v1.5.0';

async function attachCatalog(connection: DuckDBConnection, file: string): Promise<void> {
  try {
    await connection.run(`ATTACH ${literal(file)} AS ${CATALOG} (STORAGE_VERSION ${literal(STORAGE_VERSION)})`);
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : '';
    if (/lock/i.test(reason))
      throw new Error(`${file} is in use by another process: stop it, or choose another data folder.`, { cause });
    throw new Error(
      `${file} cannot be read as a DuckDB file: delete it (and ${file}.wal) and start again, for it holds only views, which are applied again at start (${reason}).`,
      { cause },
    );
  }
}

interface EmptyFiles {
  readonly parquet: string;
  readonly 'openx-json': string;
}

/** Files without rows, for a table without files: DuckDB refuses to read no file at all. */
async function writeEmptyFiles(connection: DuckDBConnection, dataDir: string): Promise<EmptyFiles> {
  const paths = { parquet: join(dataDir, 'athena.empty.parquet'), 'openx-json': join(dataDir, 'athena.empty.json') };
  await connection.run(`COPY (SELECT 1 AS nothing WHERE false) TO ${literal(paths.parquet)} (FORMAT parquet)`);
  await writeFile(paths['openx-json'], '');
  return paths;
}

function filesSetter(emptyFiles: EmptyFiles): Engine['setFiles'] {
  return async (connection, table, paths, values = SPELLED) => {
    const files = paths.length > 0 ? paths : [emptyFiles[table.format]];
    const setFiles = `SET VARIABLE ${identifier(filesVariable(table))} = [${files.map(literal).join(', ')}]`;
    await connection.run(table.registered ? `${setFiles}; ${setValuesSql(table, values)}` : setFiles);
  };
}

async function createTables(
  connection: DuckDBConnection,
  catalog: Catalog,
  folderOf: (bucket: string) => string,
  setFiles: Engine['setFiles'],
): Promise<void> {
  await dropTables(connection);
  for (const database of catalog.databases) {
    await connection.run(`CREATE SCHEMA IF NOT EXISTS ${CATALOG}.${identifier(database)}`);
  }
  for (const table of catalog.tables.values()) {
    await setFiles(connection, table, []);
    await connection.run(tableViewSql(table, folderOf(table.bucket)));
  }
}

/** Those of views that were made before there were macros. */
async function makeMacros(connection: DuckDBConnection, written: ReadonlyMap<string, string>): Promise<void> {
  for (const [full, query] of written) {
    const [database = '', view = ''] = full.split('.');
    for (const sql of constantMacros(database, view, '', query)) await connection.run(sql);
  }
}

/** Tables that a former template had must not outlive it; only tables read a variable, which no user's SQL can name. */
async function dropTables(connection: DuckDBConnection): Promise<void> {
  const stale = await connection.runAndReadAll(
    `SELECT schema_name, view_name FROM duckdb_views() WHERE database_name = ${literal(CATALOG)} AND sql LIKE '%getvariable(%'`,
  );
  for (const [database, name] of stale.getRows()) {
    await connection.run(`DROP VIEW ${qualifiedName(String(database), String(name))}`);
  }
}

/** From here on SQL reads the tables' folders (and DuckDB writes its plans) and no other file, and cannot change that. */
async function lock(connection: DuckDBConnection, folders: string[], files: string[]): Promise<void> {
  const list = (paths: string[]): string => `[${[...new Set(paths)].map(literal).join(', ')}]`;
  await connection.run(`SET allowed_directories = ${list(folders)}`);
  await connection.run(`SET allowed_paths = ${list(files)}`);
  await connection.run('SET enable_external_access = false');
  await connection.run(
    "SET allowed_configs = ['search_path', 'enable_profiling', 'custom_profiling_settings', 'profiling_output']",
  );
  await connection.run('SET lock_configuration = true');
}

async function connect(instance: DuckDBInstance, catalog: Catalog, database: string): Promise<DuckDBConnection> {
  const connection = await instance.connect();
  // Without a database of its own a query still names tables as `database.table`.
  const schema = catalog.databases.has(database) ? database : 'main';
  const schemas = [`${CATALOG}.${schema}`, 'memory.trino'];
  await connection.run(`SET search_path = ${literal(schemas.join(','))}`);
  return connection;
}

async function readProfiled(connection: DuckDBConnection, query: string, file: string): Promise<Profiled> {
  await connection.run(
    `SET enable_profiling = 'json';
    SET custom_profiling_settings = '{"OPERATOR_NAME": "true", "EXTRA_INFO": "true"}';
    SET profiling_output = ${literal(file)}`,
  );
  try {
    const reader = await connection.runAndReadAll(query);
    // A query of constants alone is not profiled.
    return { reader, plan: existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : null };
  } finally {
    await rm(file, { force: true });
  }
}
