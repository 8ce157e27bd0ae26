/** The views as DuckDB keeps them. It prints all their texts again at each call, which takes longer than most queries. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { CATALOG, literal } from './sql-text.ts';

export interface ViewTexts {
  /** The `CREATE VIEW` of each view, by `database.view`. */
  read(): Promise<ReadonlyMap<string, string>>;
  /** Must be called after a view was created, replaced or dropped. */
  forget(): void;
}

/** The connection is theirs alone: what is read for one query must not end when another is stopped. */
export function viewTexts(connection: DuckDBConnection): ViewTexts {
  let remembered: Promise<ReadonlyMap<string, string>> | undefined;
  return {
    read: () => {
      remembered ??= readViewTexts(connection);
      return remembered;
    },
    forget: () => {
      remembered = undefined;
    },
  };
}

async function readViewTexts(connection: DuckDBConnection): Promise<ReadonlyMap<string, string>> {
  const reader = await connection.runAndReadAll(
    `SELECT schema_name, view_name, sql FROM duckdb_views() WHERE database_name = ${literal(CATALOG)}`,
  );
  return new Map(reader.getRows().map(([database, name, sql]) => [`${database}.${name}`, String(sql)]));
}
