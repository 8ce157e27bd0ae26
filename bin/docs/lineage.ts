/** Which columns of the events a statement needs, as the engine plans it: over empty tables, without a row read. */
import { readFileSync } from 'node:fs';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { createView, PRELUDE_FILE } from 'aws-laptop/athena';
import * as z from 'zod';
import { materializationOf } from '../../domain/sql/materialization.ts';
import { inDependencyOrder, type ViewFile } from '../../domain/sql/view-order.ts';
import { LAKE_TABLES } from './dbt/lake-tables.ts';

export interface Lineage {
  /** The columns of the events that those of the statement (all if omitted) are made from, filters and joins included. */
  readonly columnsOf: (sql: string, columns?: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly close: () => void;
}

/** Where the way of a column ends. `events` is its own table here: the fields by which copies are found are used by every number. */
const EVENTS = new Set(['events', 'event_rows', 'compacted_rows']);
/** They would end a plan over empty tables early. */
const WITHOUT = "SET disabled_optimizers = 'statistics_propagation'";

export async function openLineage(views: readonly ViewFile[]): Promise<Lineage> {
  const instance = await DuckDBInstance.create(':memory:', { integer_division: 'true' });
  const connection = await instance.connect();
  await createRelations(connection, views);
  const columnsIn = await columnsByTable(connection);
  const known = new Map<string, Promise<ReadonlySet<string>>>();
  const ofColumn = (table: string, column: string): Promise<ReadonlySet<string>> => {
    const name = `${table}.${column}`;
    const selected = column === '' ? 'count(*)' : `"${column}"`;
    const found = known.get(name) ?? follow(`SELECT ${selected} FROM ${definitionOf(table)}`);
    known.set(name, found);
    return found;
  };
  const follow = async (sql: string): Promise<ReadonlySet<string>> => {
    const columns = new Set<string>();
    for (const { table, column } of await scansOf(connection, sql)) {
      if (!columnsIn.get(table)?.has(column)) continue;
      if (EVENTS.has(table)) {
        if (column !== '') columns.add(column);
      } else if (!REFERENCE.has(table)) for (const name of await ofColumn(table, column)) columns.add(name);
    }
    return columns;
  };
  return {
    columnsOf: async (sql, columns) => follow(columns === undefined ? sql : await narrowed(connection, sql, columns)),
    close: () => instance.closeSync(),
  };
}

/** The statement with those of the columns that it has. */
async function narrowed(connection: DuckDBConnection, sql: string, columns: readonly string[]): Promise<string> {
  const names = (await connection.runAndReadAll(`FROM (${sql}\n) LIMIT 0`)).columnNames();
  const own = columns.filter((name) => names.includes(name));
  return `SELECT ${own.map((name) => `"${name}"`).join(', ')} FROM (${sql}\n)`;
}

const REFERENCE = new Set(LAKE_TABLES.map(({ name }) => name).filter((name) => !EVENTS.has(name)));

/** A refreshed table is a table here, too, and its statement a view beside it: so each plan is a small one. */
async function createRelations(connection: DuckDBConnection, views: readonly ViewFile[]): Promise<void> {
  await connection.run(readFileSync(PRELUDE_FILE, 'utf8'));
  await connection.run(WITHOUT);
  for (const { name, columns, partitions } of LAKE_TABLES) {
    const declared = [...columns, ...partitions].map((column) => `"${column.name}" ${column.type}`);
    await connection.run(`CREATE TABLE ${name} (${declared.join(', ')})`);
  }
  await connection.run('CREATE TABLE events AS FROM event_rows');
  await connection.run("SET search_path = 'main,memory.trino'");
  const created = new Map<string, string>();
  for (const { name, sql } of inDependencyOrder(views)) {
    if (name === 'events') continue;
    if (!materializationOf(sql).isTable) await createView(connection, sql, 'main', created);
    else {
      const definition = definitionOf(name);
      await createView(connection, sql.replace(`VIEW ${name} AS`, `VIEW ${definition} AS`), 'main', created);
      await connection.run(`CREATE TABLE ${name} AS FROM ${definition} LIMIT 0`);
    }
  }
}

function definitionOf(table: string): string {
  return `made_${table}`;
}

interface Scan {
  readonly table: string;
  /** Empty where only rows are counted. */
  readonly column: string;
}

const texts = z.union([z.string().transform((text) => [text]), z.array(z.string())]);
const nodeSchema = z.object({
  extra_info: z.looseObject({ Table: z.string().optional(), Projections: texts.optional(), Filters: texts.optional() }),
  get children() {
    return z.array(nodeSchema);
  },
});
type Node = z.infer<typeof nodeSchema>;

async function scansOf(connection: DuckDBConnection, sql: string): Promise<readonly Scan[]> {
  const [row] = (await connection.runAndReadAll(`EXPLAIN (FORMAT JSON) ${sql}`)).getRows();
  return z
    .array(nodeSchema)
    .parse(JSON.parse(String(row?.[1])))
    .flatMap(scansIn);
}

function scansIn({ extra_info: { Table, Projections = [], Filters = [] }, children }: Node): readonly Scan[] {
  const table = Table?.split('.').at(-1);
  const below = children.flatMap(scansIn);
  if (table === undefined) return below;
  // A filter that is pushed into the scan names its columns in its text alone, beside other words.
  const words = Filters.flatMap((filter) => filter.replaceAll(/'[^']*'/g, '').match(/\w+/g) ?? []);
  return [...[...Projections, ...words].map((column) => ({ table, column })), ...below];
}

/** By table; a scan that only counts rows has the empty name. */
async function columnsByTable(connection: DuckDBConnection): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const catalogued = await connection.runAndReadAll('SELECT table_name, column_name FROM duckdb_columns()');
  const rows = catalogued.getRows().map(([table, column]) => ({ table: String(table), column: String(column) }));
  const byTable = Map.groupBy(rows, ({ table }) => table);
  return new Map([...byTable].map(([table, own]) => [table, new Set(['', ...own.map(({ column }) => column)])]));
}
