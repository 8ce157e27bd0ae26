/**
 * The views as DuckDB keeps them, their queries as they were written, and the columns of tables and views. DuckDB prints
 * all of it again at each call, which takes longer than most queries.
 */
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { CATALOG, literal, qualifiedName } from './sql-text.ts';
import type { Columns } from './typing/scope.ts';
import { type Known, typeOfDuckDb } from './typing/sql-type.ts';

export interface ViewTexts {
  /** The `CREATE VIEW` of each view, by `database.view`. */
  read(): Promise<ReadonlyMap<string, string>>;
  /** The query of each view as it was written, by `database.view`. */
  written(): Promise<ReadonlyMap<string, string>>;
  /** The columns of each table and view, by `database.name`. */
  columns(): Promise<ReadonlyMap<string, Columns>>;
  /** Must be called after a view was created, replaced or dropped. */
  forget(): void;
}

/** The connection is theirs alone: what is read for one query must not end when another is stopped. */
export function viewTexts(connection: DuckDBConnection): ViewTexts {
  const read = remembered(() => texts(connection, 'sql'));
  const written = remembered(() => texts(connection, 'coalesce(comment, sql)'));
  const columns = remembered(() => readColumns(connection));
  return {
    read: read.get,
    written: written.get,
    columns: columns.get,
    forget: () => {
      for (const each of [read, written, columns]) each.forget();
    },
  };
}

/** To be run after a view is created: DuckDB's own text of it is another. */
export function rememberWritten(database: string, view: string, query: string): string {
  return `COMMENT ON VIEW ${qualifiedName(database, view)} IS ${literal(query)}`;
}

function remembered<T>(make: () => Promise<T>): { readonly get: () => Promise<T>; readonly forget: () => void } {
  let made: Promise<T> | undefined;
  return {
    get: () => {
      made ??= make();
      return made;
    },
    forget: () => {
      made = undefined;
    },
  };
}

async function rows(connection: DuckDBConnection, sql: string): Promise<DuckDBValue[][]> {
  return (await connection.runAndReadAll(sql)).getRows();
}

async function texts(connection: DuckDBConnection, column: string): Promise<ReadonlyMap<string, string>> {
  const found = await rows(
    connection,
    `SELECT schema_name, view_name, ${column} FROM duckdb_views() WHERE database_name = ${literal(CATALOG)}`,
  );
  return new Map(found.map(([database, name, sql]) => [`${database}.${name}`, String(sql)]));
}

async function readColumns(connection: DuckDBConnection): Promise<ReadonlyMap<string, Columns>> {
  const all = await rows(
    connection,
    `SELECT schema_name, table_name, column_name, data_type FROM duckdb_columns() WHERE database_name = ${literal(CATALOG)} ORDER BY column_index`,
  );
  const found = new Map<string, { list: { name: string; type: Known }[]; isOpen: false }>();
  for (const [database, table, name, type] of all) {
    const columns = found.get(`${database}.${table}`) ?? { list: [], isOpen: false };
    columns.list.push({ name: String(name).toLowerCase(), type: typeOfDuckDb(String(type)) });
    found.set(`${database}.${table}`, columns);
  }
  return found;
}
