import { readFileSync } from 'node:fs';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { PRELUDE_FILE } from 'aws-laptop/athena';
import { LAKE_TABLES, type LakeTable } from '../../bin/docs/dbt/lake-tables.ts';
import { inDependencyOrder, partsOf } from '../../domain/sql/view-order.ts';
import { VIEW_FILES } from './lake.ts';

/**
 * Every view as a table of its rows, in a DuckDB with Athena's functions: each is computed once, so that many questions
 * of the views cost little. What the local Athena does around it is not here.
 */
export async function viewTables(rows: Readonly<Record<string, readonly object[]>>): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { integer_division: 'true' });
  const connection = await instance.connect();
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
  await connection.run(readFileSync(PRELUDE_FILE, 'utf8'));
  for (const table of LAKE_TABLES) await fill(connection, table, rows[table.name] ?? []);
  await connection.run("SET search_path = 'main,memory.trino'");
  for (const view of inDependencyOrder(VIEW_FILES)) {
    await connection.run(`CREATE TABLE ${view.name} AS ${partsOf(view).query}`);
  }
  return connection;
}

async function fill(connection: DuckDBConnection, table: LakeTable, rows: readonly object[]): Promise<void> {
  const columns = [...table.columns, ...table.partitions];
  await connection.run(
    `CREATE TABLE ${table.name} (${columns.map(({ name, type }) => `"${name}" ${type}`).join(', ')})`,
  );
  if (rows.length === 0) return;
  const shape = JSON.stringify([Object.fromEntries(columns.map(({ name, type }) => [name, type]))]);
  await connection.run(`INSERT INTO ${table.name} SELECT unnest(from_json($rows, $shape), recursive := true)`, {
    rows: JSON.stringify(rows),
    shape,
  });
}
