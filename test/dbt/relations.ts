import { readFileSync } from 'node:fs';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { PRELUDE_FILE } from 'aws-laptop/athena';
import type { RunAthena } from '../trino/athena.ts';

export interface Built extends AsyncDisposable {
  /** The columns of a model, and its rows as sorted texts. */
  readonly read: (model: string, columns: readonly string[]) => Promise<readonly string[]>;
  readonly columnsOf: (model: string) => Promise<readonly string[]>;
}

/** What `dbt build` left: the DuckDB file of the profile `sample`. */
export async function openBuilt(file: string): Promise<Built> {
  const instance = await DuckDBInstance.create(':memory:', { integer_division: 'true' });
  const connection = await instance.connect();
  await connection.run(readFileSync(PRELUDE_FILE, 'utf8'));
  await connection.run(`SET TimeZone = 'UTC'; ATTACH '${file}' AS lake (READ_ONLY)`);
  await connection.run("SET search_path = 'lake.analytics,memory.trino'");
  return {
    read: async (model, columns) => textsOf(await rowsOf(connection, textQuery(model, columns))),
    columnsOf: async (model) => (await rowsOf(connection, `DESCRIBE ${model}`)).map(([name]) => String(name)),
    [Symbol.asyncDispose]: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function rowsOf(connection: DuckDBConnection, sql: string): Promise<readonly (readonly unknown[])[]> {
  return (await connection.runAndReadAll(sql)).getRows();
}

/** Both sides are DuckDB, so that equal values have equal texts. */
function textQuery(name: string, columns: readonly string[]): string {
  return `SELECT ${columns.map((column) => `CAST(${column} AS varchar) AS ${column}`).join(', ')} FROM ${name}`;
}

function textsOf(rows: readonly (readonly unknown[])[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}

/** How a model differs from the laptop's view of the same name; empty when in nothing. */
export async function difference(built: Built, run: RunAthena, name: string): Promise<{ rows: number; text: string }> {
  const { columns } = await run(`SELECT * FROM ${name} LIMIT 1`);
  const names = columns.map((column) => column.name);
  const modelled = await built.columnsOf(name);
  if (names.join() !== modelled.join())
    return { rows: 0, text: `columns ${names.join()} and in dbt ${modelled.join()}` };
  const expected = textsOf((await run(textQuery(name, names))).rows);
  const found = await built.read(name, names);
  return { rows: expected.length, text: differenceOf(expected, found) };
}

const SHOWN = 3;

/** Of two sorted lists; rows may repeat. */
function differenceOf(expected: readonly string[], found: readonly string[]): string {
  if (expected.join('\n') === found.join('\n')) return '';
  const [inFound, inExpected] = [new Set(found), new Set(expected)];
  const missing = expected.filter((row) => !inFound.has(row)).slice(0, SHOWN);
  const added = found.filter((row) => !inExpected.has(row)).slice(0, SHOWN);
  return [
    `${expected.length} rows, in dbt ${found.length}`,
    ...missing.map((row) => `  only on the laptop: ${row}`),
    ...added.map((row) => `  only in dbt:        ${row}`),
  ].join('\n');
}
