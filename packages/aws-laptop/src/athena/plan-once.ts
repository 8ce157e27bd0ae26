/**
 * Keeps DuckDB from planning views over views for seconds. Its filter pushdown visits what is below a window or a grouping
 * twice, so the planning time doubles with each of them on the way down to a table (duckdb/duckdb#25373: DuckDB 1.5 has
 * it, later versions do not). The query of a materialised CTE is planned apart from what reads it. So where the levels
 * add up to too many, DuckDB gets a view with a CTE of the same name around what it reads. The rows are the same.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { readTables, readTree, type TableReference, withQueries } from './query-shape.ts';
import { syntaxTree } from './references.ts';
import { identifier } from './sql-text.ts';
import { parseStatement } from './statement.ts';
import { children, isNode, type Node, text } from './syntax-node.ts';

/** Levels that are planned together: 2^8 visits take milliseconds. More CTEs than needed would cost memory for nothing. */
export const MAX_LEVELS = 8;

/** The `CREATE VIEW` of each view, by `database.view`. */
type ViewTexts = ReadonlyMap<string, string>;
type LevelsOf = (table: Node) => number;

/** The query of a view in `database`, as DuckDB should be given it. */
export async function planOnce(
  connection: DuckDBConnection,
  query: string,
  database: string,
  views: ViewTexts,
): Promise<string> {
  const answer = await syntaxTree(connection, query);
  const tree = readTree(query, answer);
  const taken = namesOfCtes(tree);
  const read = readTables(query, answer).flatMap(({ database: written, name }) =>
    written === undefined ? [name] : [],
  );
  const apart: string[] = [];
  for (const name of new Set(read)) {
    const above = taken.has(name) ? 0 : levelsAbove(tree, name);
    if (above > 0 && above + (await levelsOfView(connection, `${database}.${name}`, views)) > MAX_LEVELS)
      apart.push(name);
  }
  return withCtes(query, database, apart);
}

/** A whole `CREATE VIEW`, for a DuckDB without the local Athena around it; `views` gets its text. */
export async function createView(
  connection: DuckDBConnection,
  sql: string,
  database: string,
  views: Map<string, string>,
): Promise<void> {
  const statement = parseStatement(sql);
  if (statement.kind !== 'createView') throw new Error(`This creates no view: ${sql.slice(0, 100)}`);
  const { name } = statement.view;
  const query = await planOnce(connection, statement.query, database, views);
  const planned = `CREATE OR REPLACE VIEW ${identifier(database)}.${identifier(name)} AS ${query}`;
  await connection.run(planned);
  views.set(`${database}.${name}`, planned);
}

/** A name without a database is the CTE's from here on; inside the CTE it has one, and is the view's. */
function withCtes(query: string, database: string, names: readonly string[]): string {
  if (names.length === 0) return query;
  const ctes = names.map((name) => {
    const [cte, schema] = [name, database].map(identifier);
    return `${cte} AS MATERIALIZED (SELECT * FROM ${schema}.${cte})`;
  });
  const [own = '', recursive = ''] = /^WITH(\s+RECURSIVE)?\b/i.exec(query) ?? [];
  const rest = query.slice(own.length);
  return `WITH${recursive} ${ctes.join(', ')}${own === '' ? ' ' : ','}${rest}`;
}

async function levelsOfView(
  connection: DuckDBConnection,
  view: string,
  views: ViewTexts,
  known = new Map<string, number>(),
): Promise<number> {
  const statement = parseStatement(views.get(view) ?? 'SELECT 1');
  if (statement.kind !== 'createView' || known.has(view)) return known.get(view) ?? 0;
  const { tree, tables } = await parsed(connection, statement.query);
  const [database = ''] = view.split('.');
  for (const { database: written = database, name } of tables) {
    await levelsOfView(connection, `${written}.${name}`, views, known);
  }
  const ofTable: LevelsOf = (table) => known.get(`${text(table.schema_name) || database}.${nameOf(table)}`) ?? 0;
  const levels = countLevels(tree, ofTable);
  known.set(view, levels);
  return levels;
}

interface Parsed {
  readonly tree: Node;
  readonly tables: readonly TableReference[];
}

/** While views are made one after the other, each is read again for all those above it. */
const parsedByText = new Map<string, Parsed>();
const MAX_TEXTS = 500;

async function parsed(connection: DuckDBConnection, query: string): Promise<Parsed> {
  const before = parsedByText.get(query);
  if (before !== undefined) return before;
  const answer = await syntaxTree(connection, query);
  const now = { tree: readTree(query, answer), tables: readTables(query, answer) };
  if (parsedByText.size >= MAX_TEXTS) parsedByText.clear();
  parsedByText.set(query, now);
  return now;
}

const FAR = 1000;

/** How many levels of the query the name is below, at most. */
function levelsAbove(tree: Node, name: string): number {
  return countLevels(tree, (table) => (text(table.schema_name) === '' && nameOf(table) === name ? FAR : 0)) - FAR;
}

/** The windows and groupings on the longest way down that is planned at once. */
function countLevels(node: Node, ofTable: LevelsOf, outer: ReadonlyMap<string, number> = new Map()): number {
  if (node.type === 'BASE_TABLE') {
    const ofCte = text(node.schema_name) === '' ? outer.get(nameOf(node)) : undefined;
    return ofCte ?? ofTable(node);
  }
  const { cte_map: _, ...others } = node;
  const ctes = new Map(outer);
  const apart = withQueries(node).map(({ key, value }) => {
    const levels = countLevels(value, ofTable, ctes);
    const isOurs = isPlannedApart(key, value);
    ctes.set(key.toLowerCase(), isOurs ? 0 : levels);
    return isOurs ? levels : 0;
  });
  const below = children(others).map((child) => countLevels(child, ofTable, ctes));
  return Math.max(0, ...apart, ownLevels(node) + Math.max(0, ...below));
}

/** One of `withCtes`; the tree does not say that a CTE is materialised. */
function isPlannedApart(name: string, { query }: Node): boolean {
  const from = isNode(query) && isNode(query.node) ? query.node.from_table : undefined;
  return isNode(from) && text(from.schema_name) !== '' && nameOf(from) === name.toLowerCase();
}

/** Aggregates without GROUP BY are left out: what they give is one row, and rarely read further. */
function ownLevels({ type, select_list: selected, group_sets: grouped }: Node): number {
  if (type !== 'SELECT_NODE') return 0;
  return (grouped === undefined ? 0 : 1) + (hasWindow({ selected }) ? 1 : 0);
}

function hasWindow(node: Node): boolean {
  return node.class === 'WINDOW' || (node.class !== 'SUBQUERY' && children(node).some(hasWindow));
}

/** Of all the WITH clauses in it, lower case. */
export function namesOfCtes(node: Node): Set<string> {
  const below = children(node).flatMap((child) => [...namesOfCtes(child)]);
  return new Set([...below, ...withQueries(node).map(({ key }) => key.toLowerCase())]);
}

function nameOf(table: Node): string {
  return text(table.table_name).toLowerCase();
}
