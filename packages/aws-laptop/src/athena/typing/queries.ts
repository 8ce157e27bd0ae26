/** The columns of a query with their types; what Trino refuses in it is thrown. */
import { withQueries } from '../query-shape.ts';
import { children, isNode, type Node, text } from '../syntax-node.ts';
import { commonType } from './coercion.ts';
import { type Context, nodes, type Place } from './context.ts';
import { expressionType, inOrder, requireBoolean } from './expressions.ts';
import { fromRelations } from './from.ts';
import { type Column, type Columns, OPEN, renamed, type Scope, starColumns } from './scope.ts';
import { typeText } from './sql-type.ts';

export function queryColumns(holder: Node, context: Context, outer: Scope | undefined): Columns {
  const node = isNode(holder.node) ? holder.node : holder;
  const inner = { ...context, named: withNames(node, context, outer) };
  if (node.type === 'SELECT_NODE') return selectColumns(node, inner, outer);
  if (node.type === 'RECURSIVE_CTE_NODE') return recursiveColumns(node, inner, outer);
  return node.type === 'SET_OPERATION_NODE' ? setColumns(node, inner, outer) : OPEN;
}

function withNames(node: Node, context: Context, outer: Scope | undefined): ReadonlyMap<string, Columns> {
  const named = new Map(context.named);
  for (const { key, value } of withQueries(node)) {
    const columns = isNode(value.query) ? queryColumns(value.query, { ...context, named }, outer) : OPEN;
    named.set(key.toLowerCase(), renamed(columns, value.aliases, mismatch(value, context)));
  }
  return named;
}

function mismatch(node: Node, { refuse }: Context): (aliases: number, columns: number) => never {
  return (aliases, columns) => {
    const words = `Column alias list has ${aliases} entries but relation has ${columns} columns`;
    return refuse('MISMATCHED_COLUMN_ALIASES', node, words);
  };
}

function selectColumns(node: Node, context: Context, outer: Scope | undefined): Columns {
  const from = isNode(node.from_table) ? fromRelations(node.from_table, context, outer) : [];
  const scope = { relations: from, outer };
  const place = { scope, context };
  requireBoolean(node.where_clause, place, (type) => `WHERE clause must evaluate to a boolean: actual type ${type}`);
  for (const key of nodes(node.group_expressions)) expressionType(key, place);
  requireBoolean(node.having, place, (type) => `HAVING clause must evaluate to a boolean: actual type ${type}`);
  const columns = outputColumns(nodes(node.select_list), place);
  // ORDER BY sees the columns of the result first, then those that it is made from.
  const named = { relations: [{ alias: undefined, ...columns }], outer: scope };
  distinctOrder(node, columns, context);
  orderBy(node, { scope: named, context });
  return columns;
}

function orderBy({ modifiers }: Node, place: Place): void {
  for (const { orders, limit, offset } of nodes(modifiers)) {
    for (const order of nodes(orders)) inOrder(order, place);
    for (const count of [limit, offset].filter(isNode)) {
      if (count.class !== 'CONSTANT') place.context.refuse('SYNTAX_ERROR', count, 'LIMIT and OFFSET take a number');
    }
  }
}

/** Of SELECT DISTINCT there is nothing to order by but its own columns. */
function distinctOrder(node: Node, columns: Columns, { refuse }: Context): void {
  const modifiers = nodes(node.modifiers);
  if (columns.isOpen || !modifiers.some(({ type }) => type === 'DISTINCT_MODIFIER')) return;
  const written = nodes(node.select_list).map(({ column_names: names }) => lastOf(names));
  const known = new Set([...written, ...columns.list.map(({ name }) => name)]);
  for (const { expression } of modifiers.flatMap(({ orders }) => nodes(orders))) {
    if (!isNode(expression) || expression.class !== 'COLUMN_REF' || known.has(lastOf(expression.column_names)))
      continue;
    const words = 'For SELECT DISTINCT, ORDER BY expressions must appear in select list';
    refuse('EXPRESSION_NOT_IN_DISTINCT', expression, words);
  }
}

const lastOf = (names: unknown): string => (Array.isArray(names) ? text(names.at(-1)).toLowerCase() : '');

function outputColumns(items: readonly Node[], place: Place): Columns {
  const each = items.map((item) => (item.class === 'STAR' ? starOf(item, place) : oneColumn(item, place)));
  return { list: each.flatMap(({ list }) => list), isOpen: each.some(({ isOpen }) => isOpen) };
}

function oneColumn(item: Node, place: Place): Columns {
  const names = Array.isArray(item.column_names) ? item.column_names : [];
  const name = (text(item.alias) || text(names.at(-1))).toLowerCase();
  return { list: [{ name, type: expressionType(item, place) }], isOpen: false };
}

function starOf(item: Node, { scope, context }: Place): Columns {
  const table = text(item.relation_name);
  const found = starColumns(scope, table.toLowerCase());
  if (found !== undefined) return found;
  if (table === '' || scope.outer !== undefined) return OPEN;
  return context.refuse('TABLE_NOT_FOUND', item, `Unable to resolve reference ${table}`);
}

function recursiveColumns(node: Node, context: Context, outer: Scope | undefined): Columns {
  const first = isNode(node.left)
    ? renamed(queryColumns(node.left, context, outer), node.aliases, mismatch(node, context))
    : OPEN;
  const named = new Map([...context.named, [text(node.cte_name).toLowerCase(), first]]);
  if (isNode(node.right)) queryColumns(node.right, { ...context, named }, outer);
  return first;
}

function setColumns(node: Node, context: Context, outer: Scope | undefined): Columns {
  const sides = [node.left, node.right, ...nodes(node.children)].filter(isNode);
  const [first = OPEN, ...others] = sides.map((side) => queryColumns(side, context, outer));
  const columns = others.reduce((one, other) => joined(one, other, node, context), first);
  orderBy(node, { scope: { relations: [{ alias: undefined, ...columns }], outer }, context });
  return columns;
}

function joined(one: Columns, other: Columns, node: Node, { refuse }: Context): Columns {
  if (one.isOpen || other.isOpen || one.list.length !== other.list.length) return one;
  const list = one.list.map((column, at): Column => {
    const [left, right] = [column.type, other.list[at]?.type];
    if (left === undefined || right === undefined) return { ...column, type: undefined };
    const type = commonType(left, right);
    if (type !== undefined) return { ...column, type };
    const words = `column ${at + 1} in ${node.setop_type} query has incompatible types: ${typeText(left)}, ${typeText(right)}`;
    return refuse('TYPE_MISMATCH', children(node)[0], words);
  });
  return { list, isOpen: false };
}
