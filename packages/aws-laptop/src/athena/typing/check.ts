/**
 * Refuses a query that Trino would refuse for its types or names. DuckDB takes a text for whatever stands beside it and a
 * boolean for a number; what is not known here is left to it.
 */
import { unknownCastType } from '../foreign-tokens.ts';
import type { Sum, Sums } from '../own-sums.ts';
import { readTree } from '../query-shape.ts';
import type { Node } from '../syntax-node.ts';
import type { ColumnsOf } from './context.ts';
import { refuser } from './problem.ts';
import { queryColumns } from './queries.ts';

/**
 * `sql` is the whole statement and `tree` what DuckDB's parser says about the query in it. Answers what `withOwnSums` takes.
 * @throws QueryFailure in Trino's words, with the place in `sql`.
 */
export function checkTypes(sql: string, query: string, tree: unknown, columnsOf: ColumnsOf): Sums {
  const refuse = refuser(sql, query);
  const unknown = unknownCastType(query);
  if (unknown !== undefined)
    refuse(
      'TYPE_MISMATCH',
      { query_location: Buffer.byteLength(query.slice(0, unknown.start)) },
      `Unknown type: ${unknown.type}`,
    );
  const [named, sums] = [new Map(), new Map<Node, Sum>()];
  const context = { named, sums, columnsOf, columnsOfQuery: queryColumns, refuse, bytes: Buffer.from(query) };
  queryColumns(readTree(query, tree), context, undefined);
  return sums;
}
