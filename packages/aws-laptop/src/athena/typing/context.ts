/** What is known where a query or an expression stands. */
import type { Sum } from '../own-sums.ts';
import { isNode, type Node } from '../syntax-node.ts';
import type { Refuse } from './problem.ts';
import type { Columns, Scope } from './scope.ts';

/** The columns of a table or view; open where they are not known. */
export type ColumnsOf = (database: string | undefined, name: string) => Columns;

/** Of a query: the columns of its result. @throws QueryFailure */
export type ColumnsOfQuery = (node: Node, context: Context, outer: Scope | undefined) => Columns;

export interface Context {
  /** Of WITH, by name in lower case. */
  readonly named: ReadonlyMap<string, Columns>;
  readonly columnsOf: ColumnsOf;
  readonly columnsOfQuery: ColumnsOfQuery;
  readonly refuse: Refuse;
  /** Gets those that `withOwnSums` writes otherwise. */
  readonly sums: Map<Node, Sum>;
  /** The query's UTF-8, in which the tree counts its places. */
  readonly bytes: Uint8Array;
}

/** Where an expression stands. */
export interface Place {
  readonly context: Context;
  readonly scope: Scope;
}

export const nodes = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter(isNode) : []);
