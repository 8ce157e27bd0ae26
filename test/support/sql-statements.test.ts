import { expect, test } from 'vitest';
import { statementsIn } from './sql-statements.ts';

test('a semicolon ends a statement, unless it is in a text, a name or a comment', () => {
  const sql = `-- one; of two\nSELECT ';', "a;b" /* ; */ FROM t;\n-- fail: x\nSELECT 1 - 2;\n-- the end;\n`;
  expect(statementsIn(sql)).toEqual([`-- one; of two\nSELECT ';', "a;b" /* ; */ FROM t`, '-- fail: x\nSELECT 1 - 2']);
});

test('an apostrophe that is doubled does not end a text', () => {
  expect(statementsIn("SELECT 'it''s; so'; SELECT 2")).toEqual(["SELECT 'it''s; so'", 'SELECT 2']);
});
