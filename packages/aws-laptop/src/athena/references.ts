/** What the names in a query mean: Glue tables, or views over them, down to the last table. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { byTextWith } from './by-text.ts';
import type { Catalog, GlueTable } from './catalog.ts';
import { QueryFailure } from './failure.ts';
import type { QueryContext } from './query-context.ts';
import { readTables, type TableReference } from './query-shape.ts';
import { CATALOG, literal } from './sql-text.ts';
import { type ObjectName, parseStatement } from './statement.ts';

export interface References {
  readonly tables: ReadonlySet<GlueTable>;
  /** `database.view` of each view on the way. */
  readonly views: ReadonlySet<string>;
}

/** Follows each name from the default `database`. @throws QueryFailure for a name that does not exist. */
export async function resolveReferences(
  connection: DuckDBConnection,
  { catalog, engine }: Pick<QueryContext, 'catalog' | 'engine'>,
  database: string,
  references: readonly ObjectName[],
): Promise<References> {
  const tables = new Set<GlueTable>();
  const views = new Set<string>();
  const sqlOf = await engine.views.written();
  const follow = async (from: string, names: readonly ObjectName[]): Promise<void> => {
    for (const { database: written, name } of names) {
      const full = `${written ?? from}.${name}`;
      const table = catalog.tables.get(full);
      if (table !== undefined) tables.add(table);
      else if (!views.has(full)) {
        views.add(full);
        await follow(written ?? from, await namesInView(connection, catalog, sqlOf, written ?? from, name));
      }
    }
  };
  await follow(database, references);
  return { tables, views };
}

async function namesInView(
  connection: DuckDBConnection,
  catalog: Catalog,
  sqlOf: ReadonlyMap<string, string>,
  database: string,
  name: string,
): Promise<readonly TableReference[]> {
  if (!catalog.databases.has(database)) {
    throw new QueryFailure(
      `SCHEMA_NOT_FOUND: Schema '${database}' does not exist; name it in QueryExecutionContext.Database or before the table.`,
    );
  }
  const sql = sqlOf.get(`${database}.${name}`);
  if (sql === undefined)
    throw new QueryFailure(`TABLE_NOT_FOUND: Table '${CATALOG}.${database}.${name}' does not exist`);
  return namesIn(connection, sql);
}

/** A view's text always names the same tables; there are some dozens of views, and each query follows those it reads. */
const namesIn = byTextWith(async (connection: DuckDBConnection, sql): Promise<readonly TableReference[]> => {
  const statement = parseStatement(sql);
  return 'query' in statement ? readTables(statement.query, await syntaxTree(connection, statement.query)) : [];
});

/** What DuckDB's parser says about a query, for `readShape`. Nothing is looked up or run. */
export const syntaxTree = byTextWith(async (connection: DuckDBConnection, query): Promise<unknown> => {
  const options = 'skip_null := true, skip_empty := true, skip_default := true';
  const reader = await connection.runAndReadAll(`SELECT json_serialize_sql(${literal(query)}, ${options})`);
  return JSON.parse(String(reader.getRows()[0]?.[0]));
});
