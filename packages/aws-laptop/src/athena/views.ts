/** The views of a database: their statements as they were written, and what their columns are. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { View } from '../glue/view-table.ts';
import type { Catalog } from './catalog.ts';
import { CATALOG, literal } from './sql-text.ts';
import { parseStatement } from './statement.ts';
import { type TypeNames, typeNames } from './type-names.ts';

/** Glue's tables are views in DuckDB, too; they are left out. */
export async function readViews(connection: DuckDBConnection, catalog: Catalog, database: string): Promise<View[]> {
  const where = `database_name = ${literal(CATALOG)} AND schema_name = ${literal(database)}`;
  const views = await connection.runAndReadAll(
    `SELECT view_name, coalesce(comment, sql) FROM duckdb_views() WHERE ${where} ORDER BY view_name`,
  );
  const columns = await connection.runAndReadAll(
    `SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE ${where} ORDER BY table_name, column_index`,
  );
  const rows = columns.getRows().map((row) => row.map(String));
  const namesOf = await namesByText(connection, new Set(rows.map(([, , type = '']) => type)));
  const columnsOf = Map.groupBy(rows, ([view = '']) => view);
  return views
    .getRows()
    .map(([name, text]) => ({ name: String(name), sql: queryIn(String(text)) }))
    .filter(({ name }) => !catalog.tables.has(`${database}.${name}`))
    .map((view) => ({
      ...view,
      columns: (columnsOf.get(view.name) ?? []).map(([, name = '', type = '']) => ({ name, ...namesOf(type) })),
    }));
}

/** The query alone, also of a view that was made before its text was kept: DuckDB has the whole statement. */
function queryIn(text: string): string {
  const statement = /^CREATE /.test(text) ? parseStatement(text) : undefined;
  const query = statement?.kind === 'createView' ? statement.query : text;
  return query.trim().replace(/;$/, '');
}

/** DuckDB reads its own types' texts. */
async function namesByText(
  connection: DuckDBConnection,
  texts: ReadonlySet<string>,
): Promise<(text: string) => TypeNames> {
  const values = [...texts].map((text) => `CAST(NULL AS ${text})`);
  const types = values.length === 0 ? [] : (await connection.runAndRead(`SELECT ${values.join(', ')}`)).columnTypes();
  const names = new Map([...texts].map((text, index) => [text, types[index]]));
  return (text) => {
    const type = names.get(text);
    if (type === undefined) throw new Error(`The type ${text} was not read.`);
    return typeNames(type);
  };
}
