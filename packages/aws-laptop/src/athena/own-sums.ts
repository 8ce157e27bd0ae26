/**
 * Differences of dates, and sums and differences of aggregates and windows (`max(day) - INTERVAL '1' DAY`), written as
 * calls of DuckDB's own operators. DuckDB chooses among the prelude's `+` and `-` by the types of what they are given, and
 * knows none of an aggregate's before it has chosen; the types that were checked here say what the result is. So it is
 * with `sequence`.
 */
import { isDeepStrictEqual } from 'node:util';
import type { DuckDBConnection } from '@duckdb/node-api';
import { QueryFailure } from './failure.ts';
import { endOfSum, startOfSum } from './operands.ts';
import { readTree } from './query-shape.ts';
import { syntaxTree } from './references.ts';
import { children, isNode, type Node, text } from './syntax-node.ts';
import { type Token, tokensOf } from './tokens.ts';
import { isAggregate } from './trino-functions.ts';

/** A date with an interval, a date less a date, and what is of DuckDB's own type. */
export type Sum = 'date' | 'days' | 'own';

/** The sums, differences and sequences that are written otherwise, by their nodes in the tree. */
export type Sums = ReadonlyMap<Node, Sum>;

/** An aggregate or window in an expression, not in a subquery of it. */
export function readsManyRows(node: Node): boolean {
  if (node.class === 'SUBQUERY') return false;
  if (node.class === 'WINDOW' || isAggregate(text(node.function_name))) return true;
  return children(node).some(readsManyRows);
}

/** @throws QueryFailure where the new text would not mean the same. */
export async function withOwnSums(
  connection: DuckDBConnection,
  query: string,
  tree: unknown,
  sums: Sums,
): Promise<string> {
  if (sums.size === 0) return query;
  const changed = rewritten(query, sums);
  const after = readTree(changed, await syntaxTree(connection, changed));
  if (isDeepStrictEqual(expected(readTree(query, tree), sums), expected(after, new Map()))) return changed;
  throw new QueryFailure(
    'NOT_SUPPORTED: a sum or difference of aggregates or dates that the laptop cannot write for DuckDB: put parentheses ' +
      'around it, or name its parts in a WITH query first',
  );
}

interface Edit {
  readonly at: number;
  /** How many characters of the query it takes the place of. */
  readonly size: number;
  readonly text: string;
  /** Where the sign is. */
  readonly sign: number;
}

/** Applied from the end of the text on; of two that begin at one place the outer one, whose sign comes later, comes last. */
function rewritten(query: string, sums: Sums): string {
  const bytes = Buffer.from(query);
  const tokens = tokensOf(query);
  return [...sums]
    .flatMap(([{ query_location: place }, sum]) => {
      const sign = bytes.toString('utf8', 0, Number(place)).length;
      return editsOf(
        tokens,
        tokens.findIndex(({ start }) => start === sign),
        sum,
      );
    })
    .sort((one, other) => other.at - one.at || one.sign - other.sign)
    .reduce((changed, { at, size, text: added }) => changed.slice(0, at) + added + changed.slice(at + size), query);
}

/** Of anything but dates. */
const SEQUENCE = { function_name: 'laptop_sequence', schema: 'trino', catalog: 'memory' };

function editsOf(tokens: readonly Token[], at: number, sum: Sum): readonly Edit[] {
  const [first, sign, last] = [tokens[startOfSum(tokens, at)], tokens[at], tokens[endOfSum(tokens, at) - 1]];
  if (first === undefined || sign === undefined || last === undefined) return [];
  if (sign.text === 'SEQUENCE') {
    const { catalog, schema, function_name: name } = SEQUENCE;
    return [{ at: sign.start, size: sign.text.length, text: `${catalog}.${schema}.${name}`, sign: sign.start }];
  }
  const [before, between, after] = around(sign.text, sum);
  const edit = (place: number, size: number, added: string): Edit => ({
    at: place,
    size,
    text: added,
    sign: sign.start,
  });
  return [edit(first.start, 0, before), edit(sign.start, 1, between), edit(last.start + last.text.length, 0, after)];
}

/** What stands before, between and after the two operands. DuckDB's days between two dates are a number. */
function around(sign: string, sum: Sum): readonly [string, string, string] {
  const own = `system.main."${sign}"(`;
  if (sum === 'days') return [`${own}CAST(`, ' AS TIMESTAMP), CAST(', ' AS TIMESTAMP))'];
  return sum === 'date' ? [`CAST(${own}`, ',', ') AS DATE)'] : [own, ',', ')'];
}

/** The tree that the new text should have, without its places. */
function expected(node: Node, sums: Sums): Node {
  const { query_location: _, ...others } = node;
  const plain = Object.fromEntries(Object.entries(others).map(([key, value]) => [key, expectedIn(value, sums)]));
  const sum = sums.get(node);
  if (sum === undefined) return plain;
  const { is_operator: _operator, alias, ...call } = plain;
  const named = alias === undefined ? {} : { alias };
  const isSequence = text(node.function_name).toLowerCase() === 'sequence';
  const own = { ...call, ...(isSequence ? SEQUENCE : { schema: 'main', catalog: 'system' }) };
  if (sum === 'date') return { ...castTo('DATE', own), ...named };
  if (sum === 'own' || !Array.isArray(call.children)) return { ...own, ...named };
  return { ...own, children: call.children.map((child: unknown) => castTo('TIMESTAMP', child)), ...named };
}

const castTo = (id: string, child: unknown): Node => ({
  class: 'CAST',
  type: 'OPERATOR_CAST',
  child,
  cast_type: { id },
});

function expectedIn(value: unknown, sums: Sums): unknown {
  if (Array.isArray(value)) return value.map((item) => expectedIn(item, sums));
  return isNode(value) ? expected(value, sums) : value;
}
