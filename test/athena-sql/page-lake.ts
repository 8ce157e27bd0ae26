import { readFileSync } from 'node:fs';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { PRELUDE_FILE } from 'aws-laptop/athena';
import { LAKE_TABLES } from '../../bin/docs/dbt/lake-tables.ts';
import type { RefreshedTable } from '../../domain/contracts/refreshed-table.ts';
import { REFRESHED_TABLES } from '../../domain/contracts/refreshed-tables.ts';
import { withLiterals } from '../../domain/sql/literals.ts';
import { inDependencyOrder } from '../../domain/sql/view-order.ts';
import { VIEW_FILES } from './lake.ts';

export type Value = string | number | boolean | null;
export type Row = Readonly<Record<string, Value>>;
type Given = Readonly<Record<string, unknown>>;

/** A lake whose refreshed tables have the rows that are given; all other relations are the views of their files. */
export interface PageLake {
  /** Puts these rows in place of all that were given before; a number that is left out is 0, all else NULL. */
  readonly give: (tables: Readonly<Record<string, readonly Given[]>>) => Promise<void>;
  /** Marked texts of the views of settings and of the generation. */
  readonly set: (literals: Readonly<Record<string, string>>) => Promise<void>;
  readonly ask: (sql: string) => Promise<readonly Row[]>;
  readonly columnsOf: (sql: string) => Promise<readonly string[]>;
}

export async function openPageLake(): Promise<PageLake> {
  const connection = await connect();
  for (const { name, columns, partitions } of LAKE_TABLES)
    await createTable(connection, name, [...columns, ...partitions]);
  const kept = new Set(REFRESHED_TABLES.map(({ name }) => name));
  for (const { name, columns } of REFRESHED_TABLES) await createTable(connection, name, columns);
  const views = inDependencyOrder(VIEW_FILES).filter(({ name }) => !kept.has(name));
  for (const view of views) await connection.run(view.sql);
  return {
    give: async (tables) => {
      for (const table of REFRESHED_TABLES) await fill(connection, table, tables[table.name] ?? []);
    },
    set: async (literals) => {
      for (const view of views.filter(({ name }) => MARKED.includes(name))) {
        await connection.run(withLiterals(view.sql, literals));
      }
    },
    ask: (sql) => ask(connection, sql),
    columnsOf: async (sql) => (await connection.runAndReadAll(sql)).columnNames(),
  };
}

const MARKED = ['stg_reporting_settings', 'current_generation'];

/** A DuckDB with Athena's functions. */
export async function connect(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { integer_division: 'true' });
  const connection = await instance.connect();
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
  await connection.run(readFileSync(PRELUDE_FILE, 'utf8'));
  await connection.run("SET search_path = 'main,memory.trino'");
  return connection;
}

type Column = { readonly name: string; readonly type: string };

async function createTable(connection: DuckDBConnection, name: string, columns: readonly Column[]): Promise<void> {
  await connection.run(`CREATE TABLE ${name} (${columns.map((one) => `"${one.name}" ${one.type}`).join(', ')})`);
}

async function fill(connection: DuckDBConnection, table: RefreshedTable, rows: readonly Given[]): Promise<void> {
  await connection.run(`DELETE FROM ${table.name}`);
  if (rows.length === 0) return;
  const known = new Set(table.columns.map(({ name }) => name));
  const wrong = rows.flatMap((row) => Object.keys(row)).filter((name) => !known.has(name));
  if (wrong.length > 0) throw new Error(`${table.name} has no column ${wrong.join(', ')}.`);
  const zeros = Object.fromEntries(table.columns.filter(({ type }) => type === 'bigint').map(({ name }) => [name, 0]));
  const shape = JSON.stringify([Object.fromEntries(table.columns.map(({ name, type }) => [name, type]))]);
  await connection.run(`INSERT INTO ${table.name} SELECT unnest(from_json($rows, $shape), recursive := true)`, {
    rows: JSON.stringify(rows.map((row) => ({ ...zeros, ...row }))),
    shape,
  });
}

/** Rows by column; whole numbers as numbers, days and times as texts. */
export async function ask(connection: DuckDBConnection, sql: string): Promise<readonly Row[]> {
  const reader = await connection.runAndReadAll(sql);
  const names = reader.columnNames();
  const isWhole = reader.columnTypes().map((type) => String(type) === 'BIGINT');
  return reader
    .getRowsJson()
    .map((row) => Object.fromEntries(names.map((name, at) => [name, asValue(row[at], isWhole[at] === true)])));
}

function asValue(value: unknown, isWhole: boolean): Value {
  if (value === null || value === undefined) return null;
  if (isWhole) return Number(value);
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}
