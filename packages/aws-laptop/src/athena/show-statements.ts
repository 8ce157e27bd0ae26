/** SHOW TABLES, SHOW VIEWS, SHOW COLUMNS and DESCRIBE. */
import { QueryFailure } from './failure.ts';
import type { QueryContext, Run } from './query-context.ts';
import { type ResultTable, textTable } from './result-table.ts';
import { CATALOG, literal } from './sql-text.ts';
import type { ObjectName } from './statement.ts';

export async function runShow(context: QueryContext, run: Run): Promise<ResultTable> {
  const { statement } = run;
  if (statement.kind === 'showColumns') return columnNames(context, run, statement.table);
  if (statement.kind !== 'showTables' && statement.kind !== 'showViews')
    throw new QueryFailure('NOT_SUPPORTED: no query');
  const database = statement.database ?? run.database;
  context.permissions.glueDatabase(run.principal, 'glue:GetDatabase', database);
  context.permissions.glueTable(run.principal, 'glue:GetTables', database, '*');
  const names = await viewNames(run, database);
  // Athena's SHOW TABLES lists views as well.
  const shown =
    statement.kind === 'showTables'
      ? names
      : names.filter((name) => !context.catalog.tables.has(`${database}.${name}`));
  return textTable('tab_name', shown);
}

/** Glue's tables are views in DuckDB, too. */
async function viewNames({ connection }: Run, database: string): Promise<string[]> {
  const reader = await connection.runAndReadAll(
    `SELECT view_name FROM duckdb_views() WHERE database_name = ${literal(CATALOG)} AND schema_name = ${literal(database)} ORDER BY view_name`,
  );
  return reader.getRows().map(([name]) => String(name));
}

async function columnNames(context: QueryContext, run: Run, table: ObjectName): Promise<ResultTable> {
  const database = table.database ?? run.database;
  context.permissions.glueTable(run.principal, 'glue:GetTable', database, table.name);
  const reader = await run.connection.runAndReadAll(
    `SELECT column_name FROM duckdb_columns() WHERE database_name = ${literal(CATALOG)} ` +
      `AND schema_name = ${literal(database)} AND table_name = ${literal(table.name)} ORDER BY column_index`,
  );
  const names = reader.getRows().map(([name]) => String(name));
  if (names.length === 0)
    throw new QueryFailure(`TABLE_NOT_FOUND: Table '${CATALOG}.${database}.${table.name}' does not exist`);
  return textTable('field', names);
}
