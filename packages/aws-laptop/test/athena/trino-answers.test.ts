import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { syntaxTree } from '../../src/athena/references.ts';
import { checkTypes } from '../../src/athena/typing/check.ts';
import { OPEN } from '../../src/athena/typing/scope.ts';
import { openValidator, type Validator } from '../../src/athena/validator.ts';
import recorded from './trino-answers.json' with { type: 'json' };

/** What a real Trino answered to each statement: OK, or the name of its error. */
const ANSWERS = Object.entries(recorded.answers);

let validator: Validator;
beforeAll(async () => {
  validator = await openValidator(new Map(Object.entries(recorded.tables)));
});
afterAll(() => validator.close());

test('the laptop takes what Trino takes, and refuses the rest under Trino’s error names', async () => {
  const differing: string[] = [];
  for (const [sql, answer] of ANSWERS) {
    const refusal = await validator.refusal(sql);
    const name = refusal?.replace(/^line \S+ /, '').split(':')[0] ?? 'OK';
    if (name !== answer) differing.push(`${sql}: Trino ${answer}, the laptop ${refusal ?? 'OK'}`);
  }
  expect(differing).toEqual([]);
  expect(ANSWERS.length).toBeGreaterThan(330);
});

test.each([
  ["SELECT day = '2026-11-26' FROM days", 'TYPE_MISMATCH: line 1:12: Cannot apply operator: date = varchar(10)'],
  ["SELECT sent_at > '2026' FROM days", 'TYPE_MISMATCH: line 1:16: Cannot apply operator: timestamp(3) < varchar(4)'],
  ['SELECT current_date - 1', 'TYPE_MISMATCH: line 1:21: Cannot apply operator: date - integer'],
  ['SELECT is_open = 1 FROM days', 'TYPE_MISMATCH: line 1:16: Cannot apply operator: boolean = integer'],
  [
    'SELECT sum(name) FROM days',
    'FUNCTION_NOT_FOUND: line 1:8: Unexpected parameters (varchar) for function sum. Expected: sum(bigint), sum(decimal(p,s)), sum(double), sum(interval day to second), sum(interval year to month), sum(real)',
  ],
  [
    "SELECT 'é',\n  d.amoun FROM days d",
    'COLUMN_NOT_FOUND: line 2:3: Column \'d.amoun\' cannot be resolved or requester is not authorized to access requested resources. Candidate bindings: "amount"',
  ],
  ['EXPLAIN SELECT name = 1 FROM days', 'TYPE_MISMATCH: line 1:21: Cannot apply operator: varchar = integer'],
  ['SELECT CAST(name AS text) FROM days', 'TYPE_MISMATCH: line 1:8: Unknown type: text'],
  ['SELECT day::varchar FROM days', "SYNTAX_ERROR: line 1:11: mismatched input ':'."],
  [
    'SELECT day - day > 7 FROM days',
    'TYPE_MISMATCH: line 1:18: Cannot apply operator: interval day to second < integer',
  ],
])('%s is refused with the place and the types', async (sql, words) => {
  expect(await validator.refusal(sql)).toBe(words);
});

test('nothing is refused for columns that are not known, even beside ones that are', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const check = async (sql: string) => checkTypes(sql, sql, await syntaxTree(connection, sql), () => OPEN);
  const open = "SELECT a = 'x', b - 1, lower(c), t.d, d.e, coalesce(f, 1), sum(g) FROM t WHERE h GROUP BY i ORDER BY j";
  await expect(check(open)).resolves.toEqual(new Map());
  await expect(check(`WITH q AS (${open}) SELECT * FROM q JOIN u USING (k) WHERE l`)).resolves.toEqual(new Map());
  await expect(check(`${open.replace('SELECT', "SELECT 1 = 'x',")}`)).rejects.toThrow('integer = varchar(1)');
  connection.closeSync();
});
