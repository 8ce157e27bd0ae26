/** The relations that a FROM names, with their columns. */
import { isNode, type Node, text } from '../syntax-node.ts';
import { commonType } from './coercion.ts';
import { type Context, nodes } from './context.ts';
import { expressionType, requireBoolean } from './expressions.ts';
import { type Columns, findColumn, joinedUsing, OPEN, type Relation, renamed, type Scope } from './scope.ts';
import * as types from './sql-type.ts';
import { type Known, typeText } from './sql-type.ts';

/** `outer` is what stands around the query, and what stands to the left in the same FROM. */
export function fromRelations(node: Node, context: Context, outer: Scope | undefined): readonly Relation[] {
  if (node.type === 'EMPTY') return [];
  if (node.type === 'JOIN') return joinRelations(node, context, outer);
  const alias = (text(node.alias) || text(node.table_name)).toLowerCase();
  const columns = renamed(columnsOf(node, context, outer), node.column_name_alias, (aliases, count) => {
    const words = `Column alias list has ${aliases} entries but '${alias}' has ${count} columns available`;
    return context.refuse('MISMATCHED_COLUMN_ALIASES', node, words);
  });
  return [{ alias, ...columns }];
}

function columnsOf(node: Node, context: Context, outer: Scope | undefined): Columns {
  switch (node.type) {
    case 'BASE_TABLE':
      return tableColumns(node, context);
    case 'SUBQUERY':
      return isNode(node.subquery) ? context.columnsOfQuery(node.subquery, context, outer) : OPEN;
    case 'EXPRESSION_LIST':
      return valuesColumns(node, context, outer);
    case 'TABLE_FUNCTION':
      return unnestColumns(node, context, outer);
    default:
      return OPEN;
  }
}

function tableColumns(node: Node, { named, columnsOf: find }: Context): Columns {
  const [database, name] = [node.schema_name, node.table_name].map((part) => text(part).toLowerCase());
  const own = database === '' ? named.get(name ?? '') : undefined;
  return own ?? find(database === '' ? undefined : database, name ?? '');
}

function valuesColumns(node: Node, context: Context, outer: Scope | undefined): Columns {
  const place = { scope: { relations: [], outer }, context };
  const rows = (Array.isArray(node.values) ? node.values : []).map((row) =>
    nodes(row).map((value) => expressionType(value, place)),
  );
  const [first = []] = rows;
  const list = first.map((_, at) => ({ name: `_col${at}`, type: columnOfRows(rows, at, node, context) }));
  return { list, isOpen: false };
}

function columnOfRows(rows: readonly (readonly Known[])[], at: number, node: Node, { refuse }: Context): Known {
  let common: Known = types.UNKNOWN;
  for (const row of rows) {
    const type = row[at];
    if (type === undefined || common === undefined) return undefined;
    const next = commonType(common, type);
    if (next === undefined) refuse('TYPE_MISMATCH', node, 'Values rows have mismatched types');
    common = next;
  }
  return common;
}

function unnestColumns(node: Node, context: Context, outer: Scope | undefined): Columns {
  const place = { scope: { relations: [], outer }, context };
  const given = isNode(node.function) ? nodes(node.function.children) : [];
  const columns = given.map((child) => itemColumns(expressionType(child, place), context));
  const list = columns.flatMap(({ list: some }) => some);
  const ordinality = node.with_ordinality === 'WITH_ORDINALITY' ? [{ name: 'ordinality', type: types.BIGINT }] : [];
  return { list: [...list, ...ordinality], isOpen: columns.some(({ isOpen }) => isOpen) };
}

function itemColumns(type: Known, { refuse }: Context): Columns {
  if (type === undefined || type.name === 'unknown' || type.parts[0]?.name === 'row') return OPEN;
  if (type.name !== 'array' && type.name !== 'map')
    return refuse('INVALID_FUNCTION_ARGUMENT', undefined, `Cannot unnest type: ${typeText(type)}`);
  return { list: type.parts.map((part) => ({ name: '', type: part })), isOpen: false };
}

function joinRelations(node: Node, context: Context, outer: Scope | undefined): readonly Relation[] {
  if (node.ref_type === 'NATURAL') context.refuse('NOT_SUPPORTED', node, 'Natural join not supported');
  const left = isNode(node.left) ? fromRelations(node.left, context, outer) : [];
  const right = isNode(node.right) ? fromRelations(node.right, context, { relations: left, outer }) : [];
  const both = [...left, ...right];
  requireBoolean(
    node.condition,
    { scope: { relations: both, outer }, context },
    (type) => `JOIN ON clause must evaluate to a boolean: actual type ${type}`,
  );
  const using = Array.isArray(node.using_columns) ? node.using_columns.map((name) => text(name).toLowerCase()) : [];
  for (const name of using) compareUsing(name, left, right, node, context);
  return using.length > 0 ? joinedUsing(both, using) : both;
}

function compareUsing(
  name: string,
  left: readonly Relation[],
  right: readonly Relation[],
  node: Node,
  { refuse }: Context,
): void {
  const [one, other] = [left, right].map((relations) => findColumn({ relations, outer: undefined }, [name]));
  if (one === undefined || other === undefined || typeof one === 'string' || typeof other === 'string') return;
  if (one.type === undefined || other.type === undefined || commonType(one.type, other.type) !== undefined) return;
  refuse('TYPE_MISMATCH', node, `Cannot apply operator: ${typeText(one.type)} = ${typeText(other.type)}`);
}
