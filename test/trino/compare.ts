import type { QueryResult } from '../../lambdas/aws/athena-result.ts';
import { areClose } from './values.ts';

type Row = readonly (string | null)[];

export interface Verdict {
  readonly rows: number;
  readonly isEqual: boolean;
  /** Some doubles differ in their last digits. */
  readonly isClose: boolean;
  /** The first differences, a line each. */
  readonly differences: readonly string[];
}

/** As many lines as can be taken in at once. */
const SHOWN = 3;

/** What the two results are called where they differ. */
export type Sides = readonly [string, string];
const ENGINES: Sides = ['Trino', 'the laptop'];

/** Compares column by column and row by row; both results' values are written as values.ts says. Order means nothing. */
export function compareResults(trino: QueryResult, athena: QueryResult, sides: Sides = ENGINES): Verdict {
  const rows = athena.rows.length;
  const columns = columnDifferences(trino, athena, sides);
  if (columns.length > 0) return { rows, isEqual: false, isClose: false, differences: columns };
  const left = unmatched(trino.rows, athena.rows);
  if (left.trino.length + left.athena.length === 0) return { rows, isEqual: true, isClose: false, differences: [] };
  const doubles = athena.columns.map(({ type }) => type === 'double');
  if (areAllClose(left.trino, left.athena, doubles)) return { rows, isEqual: true, isClose: true, differences: [] };
  const names = athena.columns.map(({ name }) => name);
  const counts = `${left.trino.length} rows are ${sides[0]}'s alone, ${left.athena.length} are ${sides[1]}'s alone`;
  return { rows, isEqual: false, isClose: false, differences: [counts, ...rowDifferences(left, names, sides)] };
}

/** A line where two results of the same rows have them in another order; doubles may differ in their last digits. */
export function orderDifferences(trino: QueryResult, athena: QueryResult): readonly string[] {
  const texts = (rows: readonly Row[]): readonly string[] =>
    rows.map((row) => key(row.filter((_, index) => athena.columns[index]?.type !== 'double')));
  const theirs = texts(trino.rows);
  const at = texts(athena.rows).findIndex((row, index) => row !== theirs[index]);
  return at === -1 ? [] : [`the rows are in another order from row ${at + 1} on`];
}

function columnDifferences(trino: QueryResult, athena: QueryResult, [first, second]: Sides): readonly string[] {
  const count = Math.max(trino.columns.length, athena.columns.length);
  return Array.from({ length: count }, (_, index) => {
    const one = trino.columns[index];
    const other = athena.columns[index];
    const isSame = one?.name === other?.name && one?.type === other?.type;
    return isSame ? [] : [`column ${index + 1}: ${first} has ${spelt(one)}, ${second} ${spelt(other)}`];
  }).flat();
}

function spelt(column: { readonly name: string; readonly type: string } | undefined): string {
  return column ? `${column.name} ${column.type}` : 'none';
}

interface Unmatched {
  readonly trino: readonly Row[];
  readonly athena: readonly Row[];
}

/** What is left of two multisets when the rows that both have are taken away, as often as both have them. */
function unmatched(trino: readonly Row[], athena: readonly Row[]): Unmatched {
  const counts = new Map<string, number>();
  for (const row of athena) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
  const take = (row: Row): boolean => {
    const count = counts.get(key(row)) ?? 0;
    counts.set(key(row), count - 1);
    return count > 0;
  };
  const ofTrino = trino.filter((row) => !take(row));
  const ofAthena = athena.filter((row) => {
    const count = counts.get(key(row)) ?? 0;
    if (count > 0) counts.set(key(row), count - 1);
    return count > 0;
  });
  return { trino: ofTrino, athena: ofAthena };
}

function key(row: Row): string {
  return JSON.stringify(row);
}

/** Sorted by all else, the rows that are left pair up, and their doubles are close. */
function areAllClose(trino: readonly Row[], athena: readonly Row[], doubles: readonly boolean[]): boolean {
  if (trino.length !== athena.length) return false;
  const others = (row: Row): string => key(row.filter((_, index) => !doubles[index]));
  const sorted = (rows: readonly Row[]): readonly Row[] =>
    rows.toSorted((a, b) => compareTexts(others(a), others(b)) || compareTexts(key(a), key(b)));
  const ofAthena = sorted(athena);
  return sorted(trino).every((row, index) => {
    const other = ofAthena[index] ?? [];
    return row.every((value, n) => isSameValue(value, other[n] ?? null, doubles[n] === true));
  });
}

function isSameValue(one: string | null, other: string | null, isDouble: boolean): boolean {
  if (one === other) return true;
  return isDouble && one !== null && other !== null && areClose(one, other);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Each of Trino's rows beside the one that is most like it, by the columns in which they differ. */
function rowDifferences(
  { trino, athena }: Unmatched,
  names: readonly string[],
  [first, second]: Sides,
): readonly string[] {
  if (trino.length === 0) return athena.slice(0, SHOWN).map((row) => `only ${second}: ${rowText(row, names)}`);
  return trino.slice(0, SHOWN).map((row) => {
    const [nearest] = athena.toSorted((a, b) => agreeing(b, row) - agreeing(a, row));
    if (nearest === undefined) return `only ${first}: ${rowText(row, names)}`;
    const differing = names.flatMap((name, index) =>
      row[index] === nearest[index] ? [] : [`${name}: ${first} ${row[index]}, ${second} ${nearest[index]}`],
    );
    return `${rowText(row, names).slice(0, 120)} … ${differing.join('; ')}`;
  });
}

function agreeing(one: Row, other: Row): number {
  return one.filter((value, index) => value === other[index]).length;
}

function rowText(row: Row, names: readonly string[]): string {
  return names
    .flatMap((name, index) => (row[index] === null ? [] : [`${name}=${row[index]}`]))
    .join(' ')
    .slice(0, 600);
}
