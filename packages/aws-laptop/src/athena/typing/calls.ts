/** The types of calls and of what DuckDB's parser makes calls of: operators, LIKE, EXTRACT, intervals. */
import { readsManyRows } from '../own-sums.ts';
import { isNode, type Node, text } from '../syntax-node.ts';
import { arithmeticType } from './arithmetic.ts';
import { commonType } from './coercion.ts';
import { nodes, type Place } from './context.ts';
import { callText, resolveCall } from './signatures.ts';
import * as types from './sql-type.ts';
import { type Known, type SqlType, typeText } from './sql-type.ts';

type Call = (given: readonly Known[], node: Node, place: Place) => Known;

export function callType(node: Node, place: Place, given: readonly Known[]): Known {
  const name = text(node.function_name).toLowerCase();
  const rule = RULES.get(name);
  return rule === undefined ? called(name)(given, node, place) : rule(given, node, place);
}

const days: Call = () => types.DAYS;
const months: Call = () => types.MONTHS;

const RULES: ReadonlyMap<string, Call> = new Map<string, Call>([
  ...(['+', '-', '*', '/', '%'] as const).map((sign): [string, Call] => [sign, arithmetic(sign)]),
  ...['to_seconds', 'to_minutes', 'to_hours', 'to_days'].map((name): [string, Call] => [name, days]),
  ...['to_months', 'to_years'].map((name): [string, Call] => [name, months]),
  ['||', called('concat')],
  ['~~', like],
  ['!~~', like],
  ['like_escape', like],
  ['not_like_escape', like],
  ['position', called('strpos')],
  ['count_star', () => types.BIGINT],
  ['nullif', nullIf],
  ['sequence', sequence],
  ['date_part', extract],
  ['row', () => undefined],
  ['if', () => undefined],
  ['typeof', () => types.VARCHAR],
]);

function called(name: string): Call {
  return (given, node, place) => {
    const resolved = resolveCall(name, given);
    if ('type' in resolved) return resolved.type;
    const known = given.map((type) => type ?? types.UNKNOWN);
    return place.context.refuse(
      'FUNCTION_NOT_FOUND',
      node,
      `Unexpected parameters ${callText(known)} for function ${name}. Expected: ${resolved.expected}`,
    );
  };
}

function arithmetic(sign: '+' | '-' | '*' | '/' | '%'): Call {
  return ([left, right], node, place) => {
    if (left === undefined || (right === undefined && nodes(node.children).length > 1)) return undefined;
    const type = arithmeticType(sign, left, right);
    if (type === 'ambiguous') {
      const words = 'Could not choose a best candidate operator. Explicit type casts must be added.';
      return place.context.refuse('AMBIGUOUS_FUNCTION_CALL', node, words);
    }
    if (type !== 'none') noteSum(sign, [left, right, type], node, place);
    if (type !== 'none') return type;
    const words =
      right === undefined
        ? `Cannot negate ${typeText(left)}`
        : `Cannot apply operator: ${typeText(left)} ${sign} ${typeText(right)}`;
    return place.context.refuse('TYPE_MISMATCH', node, words);
  };
}

function noteSum(sign: string, [left, right, type]: readonly Known[], node: Node, { context }: Place): void {
  if ((sign !== '+' && sign !== '-') || right === undefined || type === undefined) return;
  if (left?.name === 'date' && right.name === 'date') context.sums.set(node, 'days');
  else if (readsManyRows(node) || isLong(node)) context.sums.set(node, type.name === 'date' ? 'date' : 'own');
}

/** DuckDB reads what a macro is given twice: a sum of 20 columns took it seconds. */
const MAX_NESTED = 6;

function isLong(node: Node, nested = 0): boolean {
  const [first] = nodes(node.children);
  if (nested > MAX_NESTED || first === undefined) return nested > MAX_NESTED;
  return ['+', '-'].includes(text(node.function_name)) && isLong(first, nested + 1);
}

function sequence(given: readonly Known[], node: Node, place: Place): Known {
  const type = called('sequence')(given, node, place);
  const item = type?.parts[0];
  if (item !== undefined && item.name !== 'date' && readsManyRows(node)) place.context.sums.set(node, 'own');
  return type;
}

function like([value, pattern]: readonly Known[], node: Node, place: Place): Known {
  const isText = (type: Known): boolean => type === undefined || ['varchar', 'unknown'].includes(type.name);
  const wrong = (side: string, type: Known): never =>
    place.context.refuse(
      'TYPE_MISMATCH',
      node,
      `${side} LIKE expression must evaluate to a varchar (actual: ${typeText(type ?? types.UNKNOWN)})`,
    );
  if (!isText(value)) wrong('Left side of', value);
  if (!isText(pattern)) wrong('Pattern for', pattern);
  return types.BOOLEAN;
}

function nullIf([one, other]: readonly Known[], node: Node, place: Place): Known {
  if (one === undefined || other === undefined || commonType(one, other) !== undefined) return one;
  const words = `Types are not comparable with NULLIF: ${typeText(one)} vs ${typeText(other)}`;
  return place.context.refuse('TYPE_MISMATCH', node, words);
}

/** Functions of these names take a date; EXTRACT does not. */
const CLOCK = new Set(['hour', 'minute', 'second']);

/** `date_part('year', x)` is EXTRACT(YEAR FROM x), and asks what the function of that name asks. */
function extract([, from]: readonly Known[], node: Node, place: Place): Known {
  const [field] = nodes(node.children);
  const name = isNode(field?.value) ? text(field.value.value) : '';
  if (from === undefined || name === '') return types.BIGINT;
  const isTime = from.name.startsWith('time') || from.name.startsWith('interval') || from.name === 'date';
  const isClock = from.name === 'date' && CLOCK.has(name.toLowerCase());
  const fits = isTime && !isClock && 'type' in resolveCall(name.toLowerCase(), [from] satisfies readonly SqlType[]);
  if (fits || from.name === 'unknown') return types.BIGINT;
  return place.context.refuse('TYPE_MISMATCH', node, `Cannot extract ${name.toUpperCase()} from ${typeText(from)}`);
}
