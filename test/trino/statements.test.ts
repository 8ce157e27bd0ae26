import { expect, test } from 'vitest';
import { isDisagreement, kindOf } from './known-disagreements.ts';
import { generateStatements, type TypedColumn } from './statements.ts';

const TYPES = ['bigint', 'boolean', 'date', 'double', 'integer', 'timestamp', 'varchar'];
const columns: readonly TypedColumn[] = ['orders', 'shops', 'days'].flatMap((table) =>
  TYPES.map((type) => ({ table, name: `a_${type}`, type })),
);

test('the statements are the same at each call, at least 5,000, and meet every table and column', () => {
  const statements = generateStatements(columns);
  expect(generateStatements(columns)).toEqual(statements);
  expect(new Set(statements.map(({ sql }) => sql)).size).toBeGreaterThan(5_000);
  const texts = statements.map(({ sql }) => sql).join('\n');
  for (const { table, name } of columns) expect(texts).toMatch(new RegExp(`\\b${name}\\b[^\\n]* FROM ${table}\\b`));
  expect(texts).not.toMatch(/[{}]/);
});

test('a disagreement of a known kind is explained, another is not', () => {
  const strict = { sql: '', trino: undefined, laptop: 'FUNCTION_NOT_FOUND: … for function at_timezone. …' };
  const lax = { sql: '', trino: 'TYPE_MISMATCH: line 1:8: Cannot apply operator: date = varchar', laptop: undefined };
  expect([strict, lax].map((each) => [isDisagreement(each), kindOf(each) !== undefined])).toEqual([
    [true, true],
    [true, false],
  ]);
});
