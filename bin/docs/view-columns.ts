import { readFileSync } from 'node:fs';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { createView, PRELUDE_FILE, trinoType } from 'aws-laptop/athena';
import { inDependencyOrder, type ViewFile } from '../../domain/sql/view-order.ts';
import { LAKE_TABLES, type LakeTable } from './dbt/lake-tables.ts';

/** A column as the engine has it, with Athena's name of its type. */
export interface EngineColumn {
  readonly name: string;
  readonly type: string;
  /** DuckDB's own name of it. */
  readonly stored?: string;
}

export type ColumnsOfViews = ReadonlyMap<string, readonly EngineColumn[]>;

/** The columns of every view, in their order: the engine derives them from the views' SQL, over empty tables. */
export async function readViewColumns(views: readonly ViewFile[]): Promise<ColumnsOfViews> {
  const instance = await DuckDBInstance.create(':memory:', { integer_division: 'true' });
  try {
    const connection = await instance.connect();
    await connection.run(readFileSync(PRELUDE_FILE, 'utf8'));
    for (const table of LAKE_TABLES) await connection.run(createTable(table));
    await connection.run("SET search_path = 'main,memory.trino'");
    const created = new Map<string, string>();
    for (const { sql } of inDependencyOrder(views)) await createView(connection, sql, 'main', created);
    return await columnsOf(connection, views);
  } finally {
    instance.closeSync();
  }
}

function createTable({ name, columns, partitions }: LakeTable): string {
  const declared = [...columns, ...partitions].map((column) => `"${column.name}" ${column.type}`);
  return `CREATE TABLE ${name} (${declared.join(', ')})`;
}

async function columnsOf(connection: DuckDBConnection, views: readonly ViewFile[]): Promise<ColumnsOfViews> {
  const catalogued = await connection.runAndReadAll(
    "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE schema_name = 'main' ORDER BY column_index",
  );
  const rows = catalogued.getRows().map((row) => row.map(String));
  const athenaTypes = await namesOfTypes(connection, [...new Set(rows.map(([, , type = '']) => type))]);
  const byView = Map.groupBy(rows, ([view = '']) => view);
  return new Map(
    views.map(({ name }) => [
      name,
      (byView.get(name) ?? []).map(([, column = '', type = '']) => ({
        name: column,
        type: athenaTypes.get(type) ?? type,
        stored: type,
      })),
    ]),
  );
}

/** Athena's names of DuckDB's types. */
async function namesOfTypes(
  connection: DuckDBConnection,
  types: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const reader = await connection.runAndReadAll(`SELECT ${types.map((type) => `CAST(NULL AS ${type})`).join(', ')}`);
  return new Map(reader.columnTypes().map((type, index) => [types[index] ?? '', trinoType(type).name]));
}
