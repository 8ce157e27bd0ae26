/** The type of an expression, by Trino's rules; the first thing in it that Trino refuses is thrown. */
import { children, isNode, type Node, text } from '../syntax-node.ts';
import { callType } from './calls.ts';
import { commonOfAll, commonType, isCastable } from './coercion.ts';
import { castType, constantType } from './constants.ts';
import { nodes, type Place } from './context.ts';
import { findColumn, similarNames } from './scope.ts';
import * as types from './sql-type.ts';
import { type Known, type SqlType, typeText } from './sql-type.ts';

type Rule = (node: Node, place: Place) => Known;

export function expressionType(node: Node, place: Place): Known {
  const rule = RULES.get(node.class);
  if (rule !== undefined) return rule(node, place);
  for (const child of children(node)) expressionType(child, place);
  return undefined;
}

/** @throws QueryFailure with the words for an expression of another type than boolean. */
export function requireBoolean(node: unknown, place: Place, words: (type: string) => string): void {
  if (!isNode(node)) return;
  const type = expressionType(node, place);
  if (type === undefined || type.name === 'boolean' || type.name === 'unknown') return;
  place.context.refuse('TYPE_MISMATCH', node, words(typeText(type)));
}

const RULES: ReadonlyMap<unknown, Rule> = new Map<unknown, Rule>([
  ['CONSTANT', constantType],
  ['COLUMN_REF', columnType],
  ['CAST', cast],
  ['COMPARISON', comparison],
  ['BETWEEN', between],
  ['CONJUNCTION', conjunction],
  ['CASE', caseOf],
  ['OPERATOR', operator],
  ['SUBQUERY', subquery],
  ['FUNCTION', (node, place) => callType(node, place, argumentTypes(node, place))],
  ['WINDOW', (node, place) => callType(node, place, argumentTypes(node, place))],
]);

/** What else a call holds is looked at as well: its filter, order, partitions and frame. */
function argumentTypes(node: Node, place: Place): readonly Known[] {
  const { children: given, filter, order_bys: orders, offset_expr: offset, default_expr: value, ...others } = node;
  // Of lag and lead the tree has the first argument alone among the arguments.
  const found = nodes([...nodes(given), offset, value]).map((child) => expressionType(child, place));
  requireBoolean(filter, place, (type) => `Filter expression must evaluate to a boolean (actual: ${type})`);
  for (const part of [...children(others), ...(isNode(orders) ? children(orders) : [])]) inOrder(part, place);
  return found;
}

/** An expression, or an order by one. */
export function inOrder(node: Node, place: Place): void {
  expressionType(isNode(node.expression) && node.class === undefined ? node.expression : node, place);
}

const NAMED_VALUES: ReadonlyMap<string, SqlType> = new Map([
  ['current_date', types.DATE],
  ['current_timestamp', types.TIMESTAMP_WITH_ZONE],
  ['localtimestamp', types.TIMESTAMP],
]);

function columnType(node: Node, place: Place): Known {
  const names = (Array.isArray(node.column_names) ? node.column_names : []).map((name) => text(name).toLowerCase());
  const found = findColumn(place.scope, names);
  if (typeof found !== 'string') return found.type;
  if (found === 'ambiguous')
    return place.context.refuse('AMBIGUOUS_NAME', node, `Column '${names.join('.')}' is ambiguous`);
  const value = names.length === 1 ? NAMED_VALUES.get(names[0] ?? '') : undefined;
  if (value !== undefined) return value;
  const similar = similarNames(place.scope, names.at(-1) ?? '');
  const candidates = similar.length > 0 ? `. Candidate bindings: ${similar.map((name) => `"${name}"`).join(', ')}` : '';
  return place.context.refuse(
    'COLUMN_NOT_FOUND',
    node,
    `Column '${names.join('.')}' cannot be resolved or requester is not authorized to access requested resources${candidates}`,
  );
}

function cast(node: Node, place: Place): Known {
  const [from, to] = [isNode(node.child) ? expressionType(node.child, place) : undefined, castType(node.cast_type)];
  if (from !== undefined && to !== undefined && !isCastable(from, to)) {
    place.context.refuse('TYPE_MISMATCH', node, `Cannot cast ${typeText(from)} to ${typeText(to)}`);
  }
  return to;
}

/** Trino turns the others round. */
const COMPARED: ReadonlyMap<unknown, string> = new Map([
  ['COMPARE_EQUAL', '='],
  ['COMPARE_NOTEQUAL', '='],
  ['COMPARE_LESSTHAN', '<'],
  ['COMPARE_GREATERTHAN', '<'],
  ['COMPARE_LESSTHANOREQUALTO', '<='],
  ['COMPARE_GREATERTHANOREQUALTO', '<='],
]);

function comparison(node: Node, place: Place): Known {
  const [left, right] = sides(node, place);
  if (left === undefined || right === undefined || commonType(left, right) !== undefined) return types.BOOLEAN;
  const [one, other] = [typeText(left), typeText(right)];
  const sign = COMPARED.get(node.type);
  return place.context.refuse(
    'TYPE_MISMATCH',
    node,
    sign === undefined
      ? `Cannot check if ${one} is identical to ${other}`
      : `Cannot apply operator: ${one} ${sign} ${other}`,
  );
}

function sides(node: Node, place: Place): readonly Known[] {
  return [node.left, node.right].map((side) => (isNode(side) ? expressionType(side, place) : undefined));
}

function between(node: Node, place: Place): Known {
  const [value, low, high] = [node.input, node.lower, node.upper].map((part) =>
    isNode(part) ? expressionType(part, place) : undefined,
  );
  const { none } = commonOfAll([value, low, high]);
  if (none === undefined || value === undefined) return types.BOOLEAN;
  const shown = [value, low ?? types.UNKNOWN, high ?? types.UNKNOWN].map(typeText);
  return place.context.refuse(
    'TYPE_MISMATCH',
    node,
    `Cannot check if ${shown[0]} is BETWEEN ${shown[1]} and ${shown[2]}`,
  );
}

function conjunction(node: Node, place: Place): Known {
  for (const child of children(node)) {
    requireBoolean(child, place, (type) => `Logical expression term must evaluate to a boolean (actual: ${type})`);
  }
  return types.BOOLEAN;
}

/** IF is a CASE in the tree, without a place of its own; `CASE x WHEN 1` is a comparison without one. */
function caseOf(node: Node, place: Place): Known {
  const isIf = node.query_location === undefined && nodes(node.case_checks).length === 1;
  const results = nodes(node.case_checks).map(({ when_expr: when, then_expr: result }) => {
    if (isNode(when)) caseCondition(when, isIf, place);
    return isNode(result) ? expressionType(result, place) : undefined;
  });
  const otherwise = isNode(node.else_expr) ? expressionType(node.else_expr, place) : types.UNKNOWN;
  const [one] = results;
  if (isIf && one !== undefined && otherwise !== undefined && commonType(one, otherwise) === undefined) {
    const words = `Result types for IF must be the same: ${typeText(one)} vs ${typeText(otherwise)}`;
    return place.context.refuse('TYPE_MISMATCH', node, words);
  }
  return common([...results, otherwise], 'All CASE results', node, place);
}

function caseCondition(when: Node, isIf: boolean, place: Place): void {
  if (isIf || when.class !== 'COMPARISON' || when.query_location !== undefined) {
    const what = isIf ? 'IF condition' : 'CASE WHEN clause';
    requireBoolean(when, place, (type) => `${what} must evaluate to a boolean (actual: ${type})`);
    return;
  }
  const [operand, value] = sides(when, place);
  if (operand === undefined || value === undefined || commonType(operand, value) !== undefined) return;
  const words = `CASE operand type does not match WHEN clause operand type: ${typeText(operand)} vs ${typeText(value)}`;
  place.context.refuse('TYPE_MISMATCH', isNode(when.right) ? when.right : when, words);
}

function common(found: readonly Known[], what: string, node: Node, place: Place): Known {
  const { common: type, none } = commonOfAll(found);
  if (none === undefined) return type;
  const [one, other] = none.map(typeText);
  const all = [...new Set(found.flatMap((each) => (each === undefined ? [] : [typeText(each)])))].join(', ');
  const rule = `${what} must be the same type or coercible to a common type`;
  return place.context.refuse(
    'TYPE_MISMATCH',
    node,
    `${rule}. Cannot find common type between ${one} and ${other}, all types (without duplicates): [${all}]`,
  );
}

function operator(node: Node, place: Place): Known {
  const found = nodes(node.children).map((child) => expressionType(child, place));
  const [first, second] = found;
  switch (node.type) {
    case 'OPERATOR_NOT':
      return negated(first, node, place);
    case 'OPERATOR_IS_NULL':
    case 'OPERATOR_IS_NOT_NULL':
      return types.BOOLEAN;
    case 'COMPARE_IN':
    case 'COMPARE_NOT_IN':
      common(found, 'IN value and list items', node, place);
      return types.BOOLEAN;
    case 'OPERATOR_COALESCE':
      return common(found, 'All COALESCE operands', node, place);
    case 'OPERATOR_TRY':
      return first;
    case 'ARRAY_CONSTRUCTOR':
      return types.arrayOf(common(found, 'All ARRAY elements', node, place));
    case 'ARRAY_EXTRACT':
      return element(first, second, node, place);
    case 'GROUPING_FUNCTION':
      return types.INTEGER;
    default:
      return undefined;
  }
}

function negated(type: Known, node: Node, place: Place): Known {
  if (type === undefined || type.name === 'boolean' || type.name === 'unknown') return types.BOOLEAN;
  const words = `Value of logical NOT expression must evaluate to a boolean (actual: ${typeText(type)})`;
  return place.context.refuse('TYPE_MISMATCH', node, words);
}

function element(from: Known, at: Known, node: Node, place: Place): Known {
  if (from === undefined || at === undefined || from.name === 'row') return undefined;
  const [item, value] = from.parts;
  const index = from.name === 'map' ? item : types.BIGINT;
  const fits = from.parts.length > 0 && index !== undefined && commonType(at, index) !== undefined;
  if (fits) return from.name === 'map' ? value : item;
  return place.context.refuse('TYPE_MISMATCH', node, `Cannot use ${typeText(at)} for subscript of ${typeText(from)}`);
}

function subquery(node: Node, place: Place): Known {
  if (!isNode(node.subquery)) return undefined;
  const { list, isOpen } = place.context.columnsOfQuery(node.subquery, place.context, place.scope);
  const [only, second] = list;
  const type = isOpen || second !== undefined ? undefined : only?.type;
  if (node.subquery_type === 'SCALAR') return type;
  const value = isNode(node.child) ? expressionType(node.child, place) : undefined;
  if (value !== undefined && type !== undefined && commonType(value, type) === undefined) {
    const [one, other] = [value, type].map((each) => `row(${typeText(each)})`);
    const words = `Value expression and result of subquery must be of the same type: ${one} vs ${other}`;
    place.context.refuse('TYPE_MISMATCH', node, words);
  }
  return types.BOOLEAN;
}
