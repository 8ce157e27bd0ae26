/** What a query names and how it is built, from the syntax tree that DuckDB's parser gives as JSON. */
import * as z from 'zod';
import { AwsError } from '../aws.ts';
import { refuseForeignSyntax } from './foreign-syntax.ts';
import type { ObjectName } from './statement.ts';
import { children, isNode, lineAndColumn, type Node, text } from './syntax-node.ts';

export interface TableReference extends ObjectName {
  /** Offset in the query's text. */
  readonly location: number;
}

export interface QueryShape {
  /** Tables and views that the query reads; its own WITH names are left out. */
  readonly tables: readonly TableReference[];
  /** The outermost SELECT list: a name, an expression without one, or a star for several columns. */
  readonly outputs: readonly ('named' | 'unnamed' | 'star')[];
  /** Names of the columns that some condition compares for equality, lower case. */
  readonly equalityColumns: ReadonlySet<string>;
}

const parserAnswer = z.discriminatedUnion('error', [
  z.object({ error: z.literal(true), error_message: z.string(), position: z.coerce.number().default(0) }),
  z.object({ error: z.literal(false), statements: z.array(z.object({ node: z.record(z.string(), z.unknown()) })) }),
]);

/**
 * Reads the answer of DuckDB's `json_serialize_sql` about `query`.
 * @throws AwsError InvalidRequestException when the text is no query, is several, or is DuckDB's and not Trino's.
 */
export function readShape(query: string, answer: unknown): QueryShape {
  const node = readTree(query, answer);
  refuseForeignSyntax(query, node);
  return { tables: tablesOf(node), outputs: outputsOf(node), equalityColumns: equalityColumnsOf(node) };
}

/** As `readShape`, for the query of a view that was checked before: only what it reads. */
export function readTables(query: string, answer: unknown): readonly TableReference[] {
  return tablesOf(readTree(query, answer));
}

export function readTree(query: string, answer: unknown): Node {
  const parsed = parserAnswer.parse(answer);
  if (parsed.error) {
    throw new AwsError(
      'InvalidRequestException',
      `SYNTAX_ERROR: ${lineAndColumn(query, parsed.position)}: ${parsed.error_message}`,
    );
  }
  const [statement, second] = parsed.statements;
  if (statement === undefined) throw new AwsError('InvalidRequestException', 'The query is empty.');
  if (second !== undefined)
    throw new AwsError('InvalidRequestException', `Only one sql statement is allowed. Got: ${query}`);
  return statement.node;
}

function tablesOf(node: Node, outerNames: ReadonlySet<string> = new Set()): TableReference[] {
  const names = new Set(outerNames);
  if (node.type === 'RECURSIVE_CTE_NODE') names.add(text(node.cte_name).toLowerCase());
  const inWith = withQueries(node).flatMap(({ key, value }) => {
    const found = tablesOf(value, names);
    names.add(key.toLowerCase());
    return found;
  });
  const { cte_map: _, ...others } = node;
  const below = children(others).flatMap((child) => tablesOf(child, names));
  return [...inWith, ...tableReference(node, names), ...below];
}

export function withQueries(node: Node): { key: string; value: Node }[] {
  const entries = isNode(node.cte_map) && Array.isArray(node.cte_map.map) ? node.cte_map.map.filter(isNode) : [];
  return entries.flatMap(({ key, value }) => (isNode(value) ? [{ key: text(key), value }] : []));
}

function tableReference(node: Node, withNames: ReadonlySet<string>): TableReference[] {
  if (node.type !== 'BASE_TABLE') return [];
  const [name, database, catalog] = [node.table_name, node.schema_name, node.catalog_name].map((part) =>
    text(part).toLowerCase(),
  );
  if (name === undefined || (database === '' && withNames.has(name))) return [];
  if (catalog !== '' && catalog !== 'awsdatacatalog') {
    throw new AwsError('InvalidRequestException', `Catalog "${catalog}": the laptop has AwsDataCatalog only.`);
  }
  const location = Number(node.query_location ?? 0);
  return [database === '' || database === undefined ? { name, location } : { database, name, location }];
}

function outputsOf(node: Node): QueryShape['outputs'] {
  if (!Array.isArray(node.select_list)) return isNode(node.left) ? outputsOf(node.left) : ['star'];
  if (isNode(node.from_table) && node.from_table.type === 'EXPRESSION_LIST') return outputsOfValues(node.from_table);
  return node.select_list.filter(isNode).map((item) => {
    if (item.class === 'STAR') return 'star';
    return text(item.alias) !== '' || item.class === 'COLUMN_REF' ? 'named' : 'unnamed';
  });
}

/** VALUES is a SELECT * in the tree. */
function outputsOfValues({ values }: Node): QueryShape['outputs'] {
  const first: unknown = Array.isArray(values) ? values[0] : undefined;
  return Array.isArray(first) ? first.map(() => 'unnamed') : ['star'];
}

function equalityColumnsOf(node: Node): Set<string> {
  const below = children(node).flatMap((child) => [...equalityColumnsOf(child)]);
  const compared = node.type === 'COMPARE_EQUAL' || node.type === 'COMPARE_IN' ? children(node) : [];
  return new Set([...below, ...compared.flatMap(columnName)]);
}

function columnName({ column_names: names }: Node): string[] {
  return Array.isArray(names) ? [text(names.at(-1)).toLowerCase()] : [];
}
