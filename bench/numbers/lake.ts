import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { refreshedPrefix, storedName } from '../../domain/contracts/lake-layout.ts';
import type { RefreshedTable } from '../../domain/contracts/refreshed-table.ts';
import { COLUMNS } from '../../domain/event/columns.ts';
import { createReference } from './reference.ts';

const TYPES = {
  string: 'VARCHAR',
  int: 'INTEGER',
  bigint: 'BIGINT',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP',
  date: 'DATE',
};
export const JSON_COLUMNS = COLUMNS.map(({ name, type }) => `${name}: '${TYPES[type]}'`).join(', ');
export type Format = 'parquet' | 'json';
export const LAKE_NAMES = ['base', 'json', 'history', 'traffic'] as const;
export type LakeName = (typeof LAKE_NAMES)[number];

/** Where a lake's files of closed days lie. */
export function eventsFolder(lake: string): string {
  return join(lake, 'compacted');
}

/** The tables below the views: rows of closed days in files of one format, no row of an open day, reference data. */
export async function createTables(connection: DuckDBConnection, lake: string, format: Format): Promise<void> {
  const columns = `${COLUMNS.map(({ name }) => name).join(', ')}, dt, family`;
  const source = eventsIn(eventsFolder(lake), format);
  await connection.run(`CREATE VIEW compacted_rows AS SELECT ${columns} FROM ${source}`);
  await connection.run('CREATE VIEW event_rows AS SELECT * FROM compacted_rows WHERE false');
  await createReference(connection);
}

function eventsIn(folder: string, format: Format): string {
  if (format === 'parquet') {
    const byPath = "hive_partitioning = true, hive_types = {'dt': VARCHAR, 'family': VARCHAR}";
    return `read_parquet('${folder}/*/*/*.parquet', ${byPath})`;
  }
  const byPath = "hive_partitioning = true, hive_types = {'dt': VARCHAR}";
  const columns = `columns = {${JSON_COLUMNS}, family: 'VARCHAR'}`;
  return `read_json('${folder}/*/*.json.gz', format = 'newline_delimited', compression = 'gzip', ${columns}, ${byPath})`;
}

/** The Glue table of a refreshed table, with all generations that there are. A table without rows has no file. */
export async function createStored(connection: DuckDBConnection, lake: string, table: RefreshedTable): Promise<void> {
  const folder = join(lake, refreshedPrefix(table));
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  const byPath = "hive_partitioning = true, hive_types = {'generation': VARCHAR, 'part': INTEGER}";
  const rows = files.some((file) => file.endsWith('.parquet'))
    ? `SELECT * FROM read_parquet('${folder}*/*/*/*.parquet', ${byPath})`
    : `SELECT ${nothing(table)} WHERE false`;
  await connection.run(`CREATE OR REPLACE VIEW ${storedName(table.name)} AS ${rows}`);
}

function nothing({ columns }: RefreshedTable): string {
  const typed = columns.map(({ name, type }) => `CAST(NULL AS ${TYPES[type]}) AS "${name}"`);
  return [...typed, 'CAST(NULL AS VARCHAR) AS generation', 'CAST(NULL AS INTEGER) AS part'].join(', ');
}
