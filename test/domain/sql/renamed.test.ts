import { describe, expect, test } from 'vitest';
import { renamed } from '../../../domain/sql/renamed.ts';

const NEW = new Map([
  ['a', 'live_a'],
  ['b', 'live_b'],
]);

describe('a table of another name is known by the former one', () => {
  test.each([
    ['by itself', 'SELECT a.x FROM a', 'SELECT a.x FROM live_a AS a'],
    ['before each clause', 'SELECT x FROM a WHERE a.x = 1', 'SELECT x FROM live_a AS a WHERE a.x = 1'],
    ['in lower case too', 'select x from a group by x', 'select x from live_a AS a group by x'],
    [
      'in joins',
      'SELECT 1 FROM a LEFT JOIN b ON a.x = b.x',
      'SELECT 1 FROM live_a AS a LEFT JOIN live_b AS b ON a.x = b.x',
    ],
    ['by USING', 'SELECT 1 FROM a JOIN b USING (x)', 'SELECT 1 FROM live_a AS a JOIN live_b AS b USING (x)'],
    ['between commas', 'SELECT 1 FROM a, b', 'SELECT 1 FROM live_a AS a, live_b AS b'],
    ['in a subquery', 'SELECT (SELECT max(x) FROM a)', 'SELECT (SELECT max(x) FROM live_a AS a)'],
    [
      'on both sides of UNION',
      'SELECT x FROM a UNION ALL SELECT x FROM b',
      'SELECT x FROM live_a AS a UNION ALL SELECT x FROM live_b AS b',
    ],
    ['at the end of a line', 'SELECT x\nFROM a\nWHERE x > 1', 'SELECT x\nFROM live_a AS a\nWHERE x > 1'],
  ])('%s', (_what, sql, expected) => {
    expect(renamed(sql, NEW)).toBe(expected);
  });
});

describe('an alias of its own stays', () => {
  test.each([
    ['with AS', 'SELECT one.x FROM a AS one', 'SELECT one.x FROM live_a AS one'],
    ['without', 'SELECT one.x FROM a one JOIN b two ON 1 = 1', 'SELECT one.x FROM live_a one JOIN live_b two ON 1 = 1'],
    ['on the next line', 'SELECT x FROM a\n  AS one', 'SELECT x FROM live_a\n  AS one'],
    ['in quotes', 'SELECT "one".x FROM a AS "one"', 'SELECT "one".x FROM live_a AS "one"'],
    ['in quotes, without AS', 'SELECT "one".x FROM a "one"', 'SELECT "one".x FROM live_a "one"'],
    ['after a comment', 'SELECT x FROM a /* all */ AS one', 'SELECT x FROM live_a /* all */ AS one'],
  ])('%s', (_what, sql, expected) => {
    expect(renamed(sql, NEW)).toBe(expected);
  });
});

test.each([
  ['a column', 'SELECT a, b AS x FROM c'],
  ['a name of its WITH', 'WITH a AS (SELECT 1 AS x FROM c) SELECT x FROM a'],
  ['a text, a comment, a quoted name', 'SELECT \'FROM a\', "a" FROM c -- JOIN b'],
  ['a name that begins or ends like one', 'SELECT x FROM a_b JOIN ab ON 1 = 1'],
])('%s is no table, and stays', (_what, sql) => {
  expect(renamed(sql, NEW)).toBe(sql);
});

test('a comment after a table is no alias of it', () => {
  expect(renamed('SELECT a.x FROM a -- all of it\nWHERE a.x = 1', NEW)).toMatch(
    /FROM live_a AS a -- all of it\nWHERE a.x = 1$/,
  );
});
