/** The views as DuckDB keeps them, and the columns of all. It prints the texts again at each call, which takes longer than most queries. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { CATALOG, literal } from './sql-text.ts';
import type { Columns } from './typing/scope.ts';
import { type Known, typeOfDuckDb } from './typing/sql-type.ts';

export interface ViewTexts {
  /** The `CREATE VIEW` of each view, by `database.view`. */
  read(): Promise<ReadonlyMap<string, string>>;
  /** The columns of each table and view, by `database.name`. */
  columns(): Promise<ReadonlyMap<string, Columns>>;
  /** Must be called after a view was created, replaced or dropped. */
  forget(): void;
}

/** The connection is theirs alone: what is read for one query must not end when another is stopped. */
export function viewTexts(connection: DuckDBConnection): ViewTexts {
  let remembered: Promise<ReadonlyMap<string, string>> | undefined;
  let columns: Promise<ReadonlyMap<string, Columns>> | undefined;
  return {
    read: () => {
      remembered ??= readViewTexts(connection);
      return remembered;
    },
    columns: () => {
      columns ??= readColumns(connection);
      return columns;
    },
    forget: () => {
      remembered = undefined;
      columns = undefined;
    },
  };
}

async function readViewTexts(connection: DuckDBConnection): Promise<ReadonlyMap<string, string>> {
  const reader = await connection.runAndReadAll(
    `SELECT schema_name, view_name, sql FROM duckdb_views() WHERE database_name = ${literal(CATALOG)}`,
  );
  return new Map(reader.getRows().map(([database, name, sql]) => [`${database}.${name}`, String(sql)]));
}

async function readColumns(connection: DuckDBConnection): Promise<ReadonlyMap<string, Columns>> {
  const reader = await connection.runAndReadAll(
    `SELECT schema_name || '.' || table_name, column_name, data_type FROM duckdb_columns() WHERE database_name = ${literal(CATALOG)} ORDER BY column_index`,
  );
  const found = new Map<string, { list: { name: string; type: Known }[]; isOpen: false }>();
  for (const [table, name, type] of reader.getRows()) {
    const columns = found.get(String(table)) ?? { list: [], isOpen: false };
    columns.list.push({ name: String(name).toLowerCase(), type: typeOfDuckDb(String(type)) });
    found.set(String(table), columns);
  }
  return found;
}
