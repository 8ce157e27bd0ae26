import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { createView, PRELUDE_FILE } from 'aws-laptop/athena';
import { COLUMNS } from '../../domain/event/columns.ts';
import { withLiterals } from '../../domain/sql/literals.ts';
import { inDependencyOrder } from '../../domain/sql/view-order.ts';
import { readViewFiles } from '../../lambdas/aws/view-files.ts';

import { createReference } from './reference.ts';

const ROOT = join(import.meta.dirname, '..', '..');
/** Trino's functions for DuckDB, as the laptop's Athena has them. */
const PRELUDE = readFileSync(PRELUDE_FILE, 'utf8');
const VIEWS = inDependencyOrder(readViewFiles(join(ROOT, 'athena-sql')));

const TYPES = {
  string: 'VARCHAR',
  int: 'INTEGER',
  bigint: 'BIGINT',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP',
};
export const JSON_COLUMNS = COLUMNS.map(({ name, type }) => `${name}: '${TYPES[type]}'`).join(', ');
export type Format = 'parquet' | 'json';

export interface NumbersLake {
  readonly connection: DuckDBConnection;
  readonly close: () => void;
}

/** Two threads, as the laptop's Athena has; more memory, for the greatest lakes. */
export async function openDuckDb(spillFolder: string): Promise<NumbersLake> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: '12GB',
    temp_directory: spillFolder,
    integer_division: 'true',
  });
  const connection = await instance.connect();
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
  return {
    connection,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** A lake whose days are all closed, in files of one format below a folder, with the views over it. */
export async function openNumbersLake(
  folder: string,
  format: Format,
  window: Window,
  spillFolder: string,
): Promise<NumbersLake> {
  const lake = await openDuckDb(spillFolder);
  const { connection } = lake;
  await connection.run(PRELUDE);
  const columns = `${COLUMNS.map(({ name }) => name).join(', ')}, dt, family`;
  await connection.run(`CREATE VIEW compacted_rows AS SELECT ${columns} FROM ${sourceOf(folder, format)}`);
  await connection.run('CREATE VIEW event_rows AS SELECT * FROM compacted_rows WHERE false');
  await createReference(connection);
  await connection.run("SET search_path = 'main,memory.trino'");
  const views = new Map<string, string>();
  for (const { sql } of VIEWS) {
    await createView(connection, withLiterals(sql, { closedThrough: '2099-12-31', ...window }), 'main', views);
  }
  return lake;
}

export interface Window {
  readonly firstDay: string;
  readonly firstDayRead: string;
}

function sourceOf(folder: string, format: Format): string {
  if (format === 'parquet') {
    const byPath = "hive_partitioning = true, hive_types = {'dt': VARCHAR, 'family': VARCHAR}";
    return `read_parquet('${folder}/*/*/*.parquet', ${byPath})`;
  }
  const byPath = "hive_partitioning = true, hive_types = {'dt': VARCHAR}";
  const columns = `columns = {${JSON_COLUMNS}, family: 'VARCHAR'}`;
  return `read_json('${folder}/*/*.json.gz', format = 'newline_delimited', compression = 'gzip', ${columns}, ${byPath})`;
}
