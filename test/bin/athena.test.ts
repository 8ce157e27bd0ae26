import { afterAll, beforeAll, expect, test } from 'vitest';
import { runQuery } from '../../bin/cli/athena.ts';
import type { Target } from '../../bin/cli/target.ts';
import { type Laptop, startLaptop } from '../support/local-athena.ts';

let laptop: Laptop;
let target: Target;

beforeAll(async () => {
  laptop = await startLaptop();
  await laptop.run('CREATE OR REPLACE VIEW one AS SELECT 1 AS first, 2 AS second');
  const { endpoint, region, credentials } = laptop.client.config;
  const { protocol, hostname, port } = (await endpoint?.()) ?? {};
  target = {
    stackName: 'Lake',
    clientConfig: {
      endpoint: `${protocol}//${hostname}:${port}`,
      region: await region(),
      credentials: await credentials(),
    },
    output: (name) => (name === 'Workgroup' ? 'team' : 'lake'),
  };
});

afterAll(() => laptop.close());

test.each([
  ['SHOW TABLES', [['events'], ['one']]],
  ['SHOW VIEWS', [['one']]],
  ['SHOW COLUMNS IN one', [['first'], ['second']]],
  [
    'DESCRIBE one',
    [
      ['first', 'integer', ''],
      ['second', 'integer', ''],
    ],
  ],
])('%s has no header row, so its first row is one of its rows', async (sql, rows) => {
  expect((await runQuery(target, sql)).rows).toEqual(rows);
});

test('EXPLAIN keeps the first line of the plan', async () => {
  const { rows } = await runQuery(target, 'EXPLAIN SELECT first FROM one');
  expect(rows[0]?.[0]).toMatch(/^┌/);
});

test('the header of a SELECT names the columns and is no row', async () => {
  const { columns, rows } = await runQuery(target, 'SELECT first, second FROM one');
  expect([columns.map(({ name }) => name), rows]).toEqual([['first', 'second'], [['1', '2']]]);
});

test('a SELECT without rows has none', async () => {
  expect((await runQuery(target, 'SELECT first FROM one WHERE first = 2')).rows).toEqual([]);
});

test.each([
  'SELECT second FROM one;',
  '\n  SELECT second FROM one ; \n',
  ' -- the second\nSELECT second FROM one; -- and no other',
  'WITH a AS (SELECT * FROM one) SELECT second FROM a\t;\n',
])('%j is run as in Athena’s console', async (sql) => {
  expect((await runQuery(target, sql)).rows).toEqual([['2']]);
});
