import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { COLUMNS } from '../../domain/event/columns.ts';
import { type Format, JSON_COLUMNS } from './lake.ts';

/** What makes a copy other events, of other contacts and messages. */
const KEYS: ReadonlySet<string> = new Set(['conversation_id', ...COLUMNS.filter(isKey).map(({ name }) => name)]);
const DAY_LITERAL = 'yyyy-MM-dd'.length;

function isKey({ name }: { readonly name: string }): boolean {
  return name.endsWith('_key');
}

export interface Copies {
  /** How many times the traffic of the sample goes on beside itself: more contacts, more messages, the same days. */
  readonly times: number;
  /** How many windows of the past have it as well. */
  readonly periods: number;
  readonly periodDays: number;
}

/** Writes the sample's rows so many times, in files by day and family, sorted as the compaction sorts them. */
export async function writeFiles(
  connection: DuckDBConnection,
  rowsPath: string,
  folder: string,
  format: Format,
  { times, periods, periodDays }: Copies,
): Promise<void> {
  const rows = `read_json('${rowsPath}', format = 'newline_delimited', columns = {${JSON_COLUMNS}, dt: 'VARCHAR', family: 'VARCHAR'})`;
  const back = `to_days(CAST(period * ${periodDays} AS INTEGER))`;
  const columns = COLUMNS.map(({ name, type }) => {
    if (KEYS.has(name)) return `${name} || suffix AS ${name}`;
    return type === 'timestamp' ? `${name} - ${back} AS ${name}` : name;
  });
  const select = `
    SELECT ${columns.join(', ')}, left(CAST(CAST(dt AS DATE) - ${back} AS VARCHAR), ${DAY_LITERAL}) AS dt, family
    FROM (SELECT *, CASE WHEN copy = 0 AND period = 0 THEN '' ELSE '-' || copy || '-' || period END AS suffix
          FROM ${rows}, range(${times}) AS copies (copy), range(${periods}) AS past (period))
    ORDER BY dt, family, event_type, event_at, event_key`;
  await connection.run(`CREATE TEMP TABLE all_rows AS ${select}`);
  if (format === 'json') return writeJson(connection, folder);
  await connection.run(`COPY all_rows TO '${folder}' (FORMAT parquet, COMPRESSION snappy, PARTITION_BY (dt, family))`);
}

/** A file a day of everything, as a stream without conversion leaves it. */
async function writeJson(connection: DuckDBConnection, folder: string): Promise<void> {
  const days = await connection.runAndReadAll('SELECT DISTINCT dt FROM all_rows ORDER BY dt');
  for (const [day] of days.getRows()) {
    mkdirSync(`${folder}/dt=${day}`, { recursive: true });
    const rows = `SELECT * EXCLUDE (dt) FROM all_rows WHERE dt = '${day}'`;
    await connection.run(`COPY (${rows}) TO '${folder}/dt=${day}/rows.json.gz' (FORMAT json, COMPRESSION gzip)`);
  }
}

/** What the files of the days from one on weigh: any question of theirs reads whole files of JSON, once at least. */
export function bytesOfDays(folder: string, firstDay: string): number {
  const days = readdirSync(folder).filter((name) => name >= `dt=${firstDay}`);
  const files = days.flatMap((day) => readdirSync(join(folder, day)).map((file) => join(folder, day, file)));
  return files.reduce((sum, file) => sum + statSync(file).size, 0);
}
