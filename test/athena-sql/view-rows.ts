import { GetQueryResultsCommand } from '@aws-sdk/client-athena';
import type { Laptop } from '../support/local-athena.ts';

/** A view's columns by Athena's own account, and rows as Athena prints them; undefined is NULL. */
export interface ViewRows {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly (string | undefined)[])[];
}

export async function ask(laptop: Laptop, sql: string): Promise<ViewRows> {
  const { QueryExecutionId, Status } = await laptop.run(sql);
  if (Status?.State !== 'SUCCEEDED') throw new Error(Status?.StateChangeReason);
  const { ResultSet } = await laptop.client.send(new GetQueryResultsCommand({ QueryExecutionId }));
  const columns = (ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(({ Name = '', Type = '' }) => ({
    name: Name,
    type: Type,
  }));
  const rows = (ResultSet?.Rows ?? []).slice(1).map(({ Data = [] }) => Data.map(({ VarCharValue }) => VarCharValue));
  return { columns, rows };
}

/** Puts these rows in the place of a view's own, with its columns and types. */
export async function freeze(laptop: Laptop, view: string, { columns, rows }: ViewRows): Promise<void> {
  const names = columns.map(({ name }) => `"${name}"`);
  const casts = columns.map(({ name, type }) => `CAST("${name}" AS ${type}) AS "${name}"`);
  // A row of NULLs where there are no rows, because VALUES needs one.
  const values = (rows.length === 0 ? [[]] : rows).map((row) => `(${names.map((_, i) => literal(row[i])).join(', ')})`);
  const body = `SELECT ${casts.join(', ')} FROM (VALUES ${values.join(', ')}) AS frozen (${names.join(', ')}) WHERE ${rows.length > 0}`;
  const { Status } = await laptop.run(`CREATE OR REPLACE VIEW ${view} AS ${body}`);
  if (Status?.State !== 'SUCCEEDED') throw new Error(Status?.StateChangeReason);
}

function literal(value: string | undefined): string {
  return value === undefined ? 'NULL' : `'${value.replaceAll("'", "''")}'`;
}
