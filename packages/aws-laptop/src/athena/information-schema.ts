/**
 * `information_schema` as Trino has it, of the template's databases alone. A query that names it gets temporary tables on
 * its own connection, filled at that moment, and a text that names those.
 */
import { QueryFailure } from './failure.ts';
import type { QueryContext, Run } from './query-context.ts';
import type { QueryShape } from './query-shape.ts';
import { CATALOG, identifier, literal } from './sql-text.ts';
import { type Token, tokensOf } from './tokens.ts';
import type { Columns } from './typing/scope.ts';
import { BIGINT, typeText, VARCHAR } from './typing/sql-type.ts';

const SCHEMA = 'information_schema';

const TABLES: ReadonlyMap<string, readonly string[]> = new Map([
  ['schemata', ['catalog_name', 'schema_name']],
  ['tables', ['table_catalog', 'table_schema', 'table_name', 'table_type']],
  ['views', ['table_catalog', 'table_schema', 'table_name', 'view_definition']],
  [
    'columns',
    [
      ...['table_catalog', 'table_schema', 'table_name', 'column_name'],
      ...['ordinal_position', 'column_default', 'is_nullable', 'data_type'],
    ],
  ],
]);

const isNumber = (column: string): boolean => column === 'ordinal_position';

/** @throws QueryFailure for a table of it that the laptop does not have. */
export function informationColumns(name: string): Columns {
  const columns = TABLES.get(name);
  if (columns === undefined) throw notCovered(name);
  const list = columns.map((column) => ({ name: column, type: isNumber(column) ? BIGINT : VARCHAR }));
  return { list, isOpen: false };
}

export function isInformation({ database }: { readonly database?: string }): boolean {
  return database === SCHEMA;
}

function notCovered(name: string): QueryFailure {
  const covered = [...TABLES.keys()].join(', ');
  return new QueryFailure(`NOT_SUPPORTED: ${SCHEMA}.${name} is not covered on the laptop; it has ${covered}.`);
}

/** Fills what the query reads and answers its text for DuckDB. */
export async function withInformation(
  context: QueryContext,
  run: Run,
  shape: QueryShape,
  query: string,
): Promise<string> {
  const names = new Set(shape.tables.filter(isInformation).map(({ name }) => name));
  if (names.size === 0) return query;
  for (const database of context.catalog.databases) {
    context.permissions.glueDatabase(run.principal, 'glue:GetDatabase', database);
    context.permissions.glueTable(run.principal, 'glue:GetTables', database, '*');
  }
  for (const name of names) await run.connection.run(await tableOf(context, name));
  return renamed(query);
}

type Row = readonly (string | number | null)[];

async function tableOf(context: QueryContext, name: string): Promise<string> {
  const columns = TABLES.get(name);
  if (columns === undefined) throw notCovered(name);
  const values = (await rowsOf(context, name)).map((row) => `(${row.map(written).join(', ')})`);
  const types = columns.map((column) => `${identifier(column)} ${isNumber(column) ? 'BIGINT' : 'VARCHAR'}`);
  const table = `temp.main.${identifier(name)}`;
  const filled = values.length > 0 ? `INSERT INTO ${table} VALUES ${values.join(', ')};` : '';
  return `CREATE TEMP TABLE ${identifier(name)} (${types.join(', ')}); ${filled}`;
}

const written = (value: Row[number]): string => (typeof value === 'string' ? literal(value) : String(value));

async function rowsOf({ catalog, engine }: QueryContext, name: string): Promise<readonly Row[]> {
  if (name === 'schemata') return [...catalog.databases].sort().map((database) => [CATALOG, database]);
  const columns = await engine.views.columns();
  const all = [...columns.keys()].sort().map((full) => ({ full, place: [CATALOG, ...full.split('.')] }));
  if (name === 'tables')
    return all.map(({ full, place }) => [...place, catalog.tables.has(full) ? 'BASE TABLE' : 'VIEW']);
  if (name === 'columns') return all.flatMap(({ full, place }) => columnRows(place, columns.get(full)));
  const views = await engine.views.written();
  return all
    .filter(({ full }) => !catalog.tables.has(full))
    .map(({ full, place }) => [...place, views.get(full) ?? null]);
}

function columnRows(place: Row, columns: Columns | undefined): readonly Row[] {
  return (columns?.list ?? []).map(({ name, type }, at) => {
    return [...place, name, at + 1, null, 'YES', type === undefined ? null : typeText(type)];
  });
}

/** The query with `temp.main.` for `information_schema.` and for `awsdatacatalog.information_schema.`. */
function renamed(query: string): string {
  const tokens = tokensOf(query);
  const isName = (token: Token | undefined, name: string): boolean =>
    token?.text.toLowerCase() === name || token?.text.toLowerCase() === `"${name}"`;
  let text = '';
  let from = 0;
  for (const [at, token] of tokens.entries()) {
    if (!isName(token, SCHEMA) || tokens[at + 1]?.text !== '.') continue;
    const first = tokens[at - 1]?.text === '.' && isName(tokens[at - 2], CATALOG) ? tokens[at - 2] : token;
    text += `${query.slice(from, first?.start ?? token.start)}temp.main`;
    from = token.start + token.text.length;
  }
  return text + query.slice(from);
}
