import { expect, test } from 'vitest';
import { compareResults, orderDifferences } from './compare.ts';
import { bitsOf } from './values.ts';

const COLUMNS = [
  { name: 'day', type: 'date' },
  { name: 'rate', type: 'double' },
];
const row = (day: string | null, rate: number | null) => [day, rate === null ? null : bitsOf(rate)];
const result = (...rows: (string | null)[][]) => ({ columns: COLUMNS, rows });

test('order means nothing', () => {
  const verdict = compareResults(result(row('a', 1), row('b', 2)), result(row('b', 2), row('a', 1)));
  expect(verdict).toEqual({ rows: 2, isEqual: true, isClose: false, differences: [] });
});

test('where rows have one order, another is a difference; doubles may differ in their last digits', () => {
  const ours = result(row('a', 0.3), row('b', 1));
  expect(orderDifferences(result(row('a', 0.1 + 0.2), row('b', 1)), ours)).toEqual([]);
  expect(orderDifferences(result(row('b', 1), row('a', 0.3)), ours)).toEqual([
    'the rows are in another order from row 1 on',
  ]);
});

test('a row that one engine has twice is a difference', () => {
  const verdict = compareResults(result(row('a', 1), row('a', 1)), result(row('a', 1)));
  expect(verdict).toMatchObject({
    isEqual: false,
    differences: [/* counts */ expect.stringMatching(/^1 rows are Trino/), expect.stringContaining('day=a')],
  });
});

test('a row that only the laptop has is a difference', () => {
  expect(compareResults(result(), result(row('a', 1)))).toMatchObject({ isEqual: false });
});

test('NULL is not the text "null", nor an empty text', () => {
  expect(compareResults(result(row(null, 1)), result(row('null', 1))).isEqual).toBe(false);
  expect(compareResults(result(row(null, 1)), result(row('', 1))).isEqual).toBe(false);
});

test('doubles that differ in their last digits are distinguished from equal ones', () => {
  const verdict = compareResults(result(row('a', 0.1 + 0.2), row('b', 1)), result(row('b', 1), row('a', 0.3)));
  expect(verdict).toMatchObject({ isEqual: true, isClose: true });
});

test('doubles may be close, texts may not', () => {
  expect(compareResults(result(row('a', 0.1 + 0.2)), result(row('b', 0.3))).isEqual).toBe(false);
  expect(compareResults(result(row('a', 1)), result(row('a', null))).isEqual).toBe(false);
});

test('a column’s name, type or place is compared before any row', () => {
  const other = {
    columns: [
      { name: 'day', type: 'varchar' },
      { name: 'rate', type: 'double' },
    ],
    rows: [],
  };
  expect(compareResults(other, result()).differences).toEqual(['column 1: Trino has day varchar, the laptop day date']);
  expect(compareResults({ columns: COLUMNS.slice(0, 1), rows: [] }, result()).differences).toEqual([
    'column 2: Trino has none, the laptop rate double',
  ]);
});

test('a difference names the columns in which the most similar rows differ', () => {
  const { differences } = compareResults(result(row('a', 1)), result(row('b', 2), row('a', 2)));
  expect(differences[1]).toMatch(/rate: Trino 3FF0000000000000, the laptop 4000000000000000$/);
});
