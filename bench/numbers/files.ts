import { linkSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { COLUMNS } from '../../domain/event/columns.ts';
import { type Format, JSON_COLUMNS } from './lake.ts';
import { columnsOfMarket } from './markets.ts';

/** What makes a copy other events, of other contacts and messages. */
const KEYS: ReadonlySet<string> = new Set(['conversation_id', ...COLUMNS.filter(isKey).map(({ name }) => name)]);
const DAY_LITERAL = 'yyyy-MM-dd'.length;
const DAY_MS = 86_400_000;
/** By day and family, as the compaction leaves them. */
const PARQUET = 'FORMAT parquet, COMPRESSION snappy, PARTITION_BY (dt, family), OVERWRITE_OR_IGNORE';

function isKey({ name }: { readonly name: string }): boolean {
  return name.endsWith('_key');
}

export interface Copies {
  /** How many times the traffic of the sample goes on beside itself: more contacts, more messages, the same days. */
  readonly times: number;
  /** How many windows of the past have it as well. */
  readonly periods: number;
  readonly periodDays: number;
  /** Days before this one are left out. */
  readonly from?: string;
}

const ROWS = `columns = {${JSON_COLUMNS}, dt: 'VARCHAR', family: 'VARCHAR'}`;

/** Turns the rows of all markets into Parquet in order of day, from which every lake is written. */
export async function sortRows(
  connection: DuckDBConnection,
  rowsPaths: readonly string[],
  samplePath: string,
): Promise<void> {
  const rows = rowsPaths.map((path, market) => rowsOfMarket(path, market)).join(' UNION ALL ');
  await connection.run(`COPY (SELECT * FROM (${rows}) ORDER BY dt, family) TO '${samplePath}' (FORMAT parquet)`);
}

/** Contacts and messages of two markets are others, even where two simulations invented the same. */
function rowsOfMarket(path: string, market: number): string {
  const named = columnsOfMarket(market);
  const columns = COLUMNS.map(({ name }) => {
    if (KEYS.has(name) && market > 0) return `${name} || '/${market}' AS ${name}`;
    return `${named.get(name) ?? name} AS ${name}`;
  });
  return `SELECT ${columns.join(', ')}, dt, family FROM read_json('${path}', format = 'newline_delimited', ${ROWS})`;
}

/** Writes the sample's rows so many times, day by day in files by family, sorted as the compaction sorts them. */
export async function writeFiles(
  connection: DuckDBConnection,
  samplePath: string,
  folder: string,
  format: Format,
  copies: Copies,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const days = await connection.runAndReadAll(`SELECT DISTINCT dt FROM '${samplePath}' ORDER BY dt`);
  for (let period = 0; period < copies.periods; period += 1) {
    for (const [day] of days.getRows()) {
      if (dayBefore(String(day), period * copies.periodDays) < (copies.from ?? '')) continue;
      const rows = copiesOf(`(FROM '${samplePath}' WHERE dt = '${day}')`, period, copies);
      if (format === 'json')
        await writeJson(connection, rows, `${folder}/dt=${dayBefore(String(day), period * copies.periodDays)}`);
      else await connection.run(`COPY (${rows}) TO '${folder}' (${PARQUET})`);
    }
  }
}

/** The rows of one day as they are in a period of the past, as other events of other contacts and messages. */
function copiesOf(rows: string, period: number, { times, periodDays }: Copies): string {
  const back = `to_days(${period * periodDays})`;
  const suffix = `CASE WHEN copy = 0 AND ${period} = 0 THEN '' ELSE '-' || copy || '-${period}' END`;
  const columns = COLUMNS.map(({ name, type }) => {
    if (KEYS.has(name)) return `${name} || ${suffix} AS ${name}`;
    return type === 'timestamp' ? `${name} - ${back} AS ${name}` : name;
  });
  return `
    SELECT ${columns.join(', ')}, left(CAST(CAST(dt AS DATE) - ${back} AS VARCHAR), ${DAY_LITERAL}) AS dt, family
    FROM ${rows}, range(${times}) AS copies (copy)
    ORDER BY family, event_type, event_at, event_key`;
}

/** A file a day of everything, as a stream without conversion leaves it. */
async function writeJson(connection: DuckDBConnection, rows: string, folder: string): Promise<void> {
  mkdirSync(folder);
  const file = `${folder}/rows.json.gz`;
  await connection.run(`COPY (SELECT * EXCLUDE (dt) FROM (${rows})) TO '${file}' (FORMAT json, COMPRESSION gzip)`);
}

function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, DAY_LITERAL);
}

/**
 * The files of the period before the window as those of older periods too, without a copy of their bytes. Their rows
 * are of other days than their folders say, which nobody sees who does not open them.
 */
export function linkHistory(folder: string, { olderPeriods, periodDays, before }: History): void {
  const days = readdirSync(folder)
    .map((name) => name.replace('dt=', ''))
    .filter((day) => day < before);
  for (const day of days) {
    for (let period = 1; period <= olderPeriods; period += 1) {
      linkAll(join(folder, `dt=${day}`), join(folder, `dt=${dayBefore(day, period * periodDays)}`));
    }
  }
}

export interface History {
  readonly olderPeriods: number;
  readonly periodDays: number;
  /** The first day of the window. */
  readonly before: string;
}

function linkAll(from: string, to: string): void {
  for (const file of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const target = file.parentPath.replace(from, to);
    mkdirSync(target, { recursive: true });
    linkSync(join(file.parentPath, file.name), join(target, file.name));
  }
}
