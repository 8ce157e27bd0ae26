import { GetQueryResultsCommand } from '@aws-sdk/client-athena';
import { VIEW_FILES } from '../athena-sql/lake.ts';
import type { Laptop } from '../support/local-athena.ts';
import { type ViewRow, viewRows } from './story-lake.ts';

/** Athena's quota for a query string ("Service Quotas"). */
const MAX_STATEMENT_BYTES = 262_144;

/**
 * Puts a view's own rows in its place until it is thawed. What reads it reads the same, and DuckDB does not plan the view
 * again for each of them, which takes longer than all the rest (duckdb/duckdb#25373). A view without rows, or with more than
 * a statement may hold, stays as it is.
 */
export async function freeze(laptop: Laptop, view: string): Promise<void> {
  const rows = await viewRows(laptop, view);
  if (rows.length === 0) return;
  const columns = await columnsOf(laptop, view);
  const casts = columns.map(({ name, type }, index) => `CAST(c${index} AS ${type}) AS "${name}"`).join(', ');
  const values = rows.map((row) => `(${columns.map(({ name }) => literal(row, name)).join(', ')})`).join(',\n');
  const places = columns.map((_, index) => `c${index}`).join(', ');
  const sql = `CREATE OR REPLACE VIEW ${view} AS SELECT ${casts} FROM (VALUES ${values}) AS frozen (${places})`;
  if (Buffer.byteLength(sql) <= MAX_STATEMENT_BYTES) await apply(laptop, sql);
}

/** As its file has it. */
export async function thaw(laptop: Laptop, view: string): Promise<void> {
  await apply(laptop, VIEW_FILES.find(({ name }) => name === view)?.sql ?? '');
}

function literal(row: ViewRow, name: string): string {
  const text = row[name] ?? null;
  return text === null ? 'NULL' : `'${text.replaceAll("'", "''")}'`;
}

async function columnsOf(laptop: Laptop, view: string) {
  const { QueryExecutionId } = await laptop.run(`SELECT * FROM ${view} LIMIT 0`);
  const { ResultSet } = await laptop.client.send(new GetQueryResultsCommand({ QueryExecutionId }));
  const columns = ResultSet?.ResultSetMetadata?.ColumnInfo ?? [];
  return columns.map(({ Name: name = '', Type: type = 'varchar' }) => ({ name, type }));
}

export async function apply(laptop: Laptop, sql: string): Promise<void> {
  const { Status } = await laptop.run(sql);
  if (Status?.State !== 'SUCCEEDED') throw new Error(Status?.StateChangeReason);
}
