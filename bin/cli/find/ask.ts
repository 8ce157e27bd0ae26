import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceMarked } from '../../../domain/sql/literals.ts';
import type { QueryResult } from '../../../lambdas/aws/athena-result.ts';

/** The rows of one of the statements of `sql/`, for these keys. */
export type Ask = (statement: string, keys: readonly string[]) => Promise<QueryResult>;

const NOTHING: QueryResult = { columns: [], rows: [] };

/** Asks by `run`, which runs SQL. Without a key there is nothing to ask. */
export function asking(run: (sql: string) => Promise<QueryResult>): Ask {
  return async (statement, keys) => (keys.length === 0 ? NOTHING : run(statementOf(statement, keys)));
}

/** A file of `sql/` with keys in place of its text `keys`. Keys come from the stack, and are quoted all the same. */
export function statementOf(name: string, keys: readonly string[]): string {
  const quoted = keys.map((key) => `'${key.replaceAll("'", "''")}'`).join(', ');
  const sql = readFileSync(join(import.meta.dirname, 'sql', `${name}.sql`), 'utf8');
  return replaceMarked(sql, (text, mark) => (mark === 'keys' ? quoted : text));
}

/** The values of a result's first column. */
export function firstColumn({ rows }: QueryResult): readonly string[] {
  return rows.flatMap(([value]) => value ?? []);
}

/** The values of a column, by its name. */
export function column({ columns, rows }: QueryResult, name: string): readonly string[] {
  const place = columns.findIndex((one) => one.name === name);
  return rows.flatMap((row) => row[place] ?? []);
}
