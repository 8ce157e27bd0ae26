/** Which columns the names in a query can mean. */
import { text } from '../syntax-node.ts';
import type { Known } from './sql-type.ts';

export interface Column {
  /** Lower case; '' where the query gives none. */
  readonly name: string;
  readonly type: Known;
}

export interface Columns {
  readonly list: readonly Column[];
  /** There may be more than are listed. */
  readonly isOpen: boolean;
}

export interface Relation extends Columns {
  /** The name before the dot, lower case; undefined for the columns of a USING. */
  readonly alias: string | undefined;
}

export interface Scope {
  readonly relations: readonly Relation[];
  /** Of the query around this one. */
  readonly outer: Scope | undefined;
}

export type Found = { readonly type: Known } | 'none' | 'ambiguous';

export const OPEN: Columns = { list: [], isOpen: true };

/** `AS t (a, b)` gives the columns other names; `mismatch` gets how many there are of both where that differs. */
export function renamed(
  { list, isOpen }: Columns,
  aliases: unknown,
  mismatch: (aliases: number, columns: number) => never,
): Columns {
  if (!Array.isArray(aliases)) return { list, isOpen };
  if (isOpen) return OPEN;
  if (aliases.length !== list.length) mismatch(aliases.length, list.length);
  const names = aliases.map((name) => text(name).toLowerCase());
  return { list: list.map((column, at) => ({ ...column, name: names[at] ?? column.name })), isOpen };
}

/** The column that `a`, `t.a` or `database.t.a` means. What may be a field of a row is found, without its type. */
export function findColumn(scope: Scope | undefined, names: readonly string[]): Found {
  if (scope === undefined) return 'none';
  const here = names.length === 1 ? unqualified(scope, names[0] ?? '') : qualified(scope, names);
  return here === 'none' ? findColumn(scope.outer, names) : here;
}

function unqualified({ relations }: Scope, name: string): Found {
  const found = relations.flatMap(({ list }) => list.filter((column) => column.name === name));
  if (found.length === 1) return { type: found[0]?.type };
  if (found.length > 1) return 'ambiguous';
  return relations.some(({ isOpen }) => isOpen) ? { type: undefined } : 'none';
}

function qualified(scope: Scope, names: readonly string[]): Found {
  const [column = '', table = ''] = names.toReversed();
  // `t.a.b` is a field, unless a database is called as the table.
  if (names.length > 2 && scope.relations.some(({ alias }) => alias === names[0])) return { type: undefined };
  if (unqualified(scope, names[0] ?? '') !== 'none') return fieldOrColumn(scope, table, column);
  const named = scope.relations.filter(({ alias }) => alias === table);
  // Tables of the same name in two databases are not kept apart here.
  if (named.length > 1) return { type: undefined };
  return named.length === 0 ? 'none' : unqualified({ relations: named, outer: undefined }, column);
}

/** `a.b` where `a` is a column: a field of it, unless a table of that name has the column. */
function fieldOrColumn({ relations }: Scope, table: string, column: string): Found {
  const named = relations.filter(({ alias }) => alias === table);
  const found = unqualified({ relations: named, outer: undefined }, column);
  return typeof found === 'string' ? { type: undefined } : found;
}

/** What stands between the names of `SELECT *`, or of `SELECT t.*`; undefined where there is no such table. */
export function starColumns({ relations }: Scope, table: string): Columns | undefined {
  const meant = table === '' ? relations : relations.filter(({ alias }) => alias === table);
  if (meant.length === 0) return undefined;
  return { list: meant.flatMap(({ list }) => list), isOpen: meant.some(({ isOpen }) => isOpen) };
}

/** The relations of a JOIN … USING: the columns named there come first, and have no table's name before them. */
export function joinedUsing(relations: readonly Relation[], using: readonly string[]): readonly Relation[] {
  const merged = using.map((name) => {
    const found = unqualified({ relations: relations.slice(0, 1), outer: undefined }, name);
    const other = relations.flatMap(({ list }) => list.filter((column) => column.name === name))[0];
    return { name, type: typeof found === 'string' ? other?.type : found.type };
  });
  const others = relations.map((relation) => ({
    ...relation,
    list: relation.list.filter(({ name }) => !using.includes(name)),
  }));
  return [{ alias: undefined, list: merged, isOpen: false }, ...others];
}

/** Names that come close to one that is not there, the closest first. */
export function similarNames(scope: Scope | undefined, name: string): readonly string[] {
  const all = new Set<string>();
  for (let at = scope; at !== undefined; at = at.outer)
    for (const { list } of at.relations) for (const column of list) all.add(column.name);
  return [...all]
    .map((each) => ({ each, distance: distanceOf(each, name) }))
    .filter(({ each, distance }) => each !== '' && distance <= Math.max(2, name.length / 3))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ each }) => each);
}

/** Levenshtein's. */
function distanceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [line, character] of [...one].entries()) {
    const next = [line + 1];
    for (let at = 1; at <= other.length; at += 1) {
      const changed = (row[at - 1] ?? 0) + (character === other[at - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
