import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { constantsOf, withConstants } from '../../src/athena/constant-views.ts';
import { fill, TOTALS } from './registered.ts';
import { BASE, type LocalAthena, startAthena } from './shop.ts';

test.each([
  ["SELECT CAST('x' AS varchar) AS generation", { generation: "CAST('x' AS varchar)" }],
  [
    "SELECT CAST('none' /* generation */ AS varchar) AS generation;",
    { generation: "CAST('none' /* generation */ AS varchar)" },
  ],
  ['SELECT 1 AS a, -2 AS b, NULL AS c, true AS "D"', { a: '1', b: '-2', c: 'NULL', d: 'true' }],
  [
    "SELECT DATE '2026-01-01' AS day, CAST(1.5 AS decimal(10, 2)) AS rate",
    { day: "DATE '2026-01-01'", rate: 'CAST(1.5 AS decimal(10, 2))' },
  ],
  ["SELECT 'x' AS a FROM totals", {}],
  ["SELECT 'x' AS a WHERE false", {}],
  ["SELECT 'x' AS a UNION ALL SELECT 'y'", {}],
  ['SELECT random() AS a', {}],
  ['SELECT 1 + 1 AS a', {}],
  ['SELECT 1', {}],
  ['WITH a AS (SELECT 1 AS b) SELECT b FROM a', {}],
])('the constants of %s', (query, constants) => {
  expect(Object.fromEntries(constantsOf(query))).toEqual(constants);
});

describe('a comparison with a subquery over a view of constants', () => {
  const written = new Map([
    ['shop.current', "SELECT 'x' AS generation, 1 AS part"],
    ['shop.other', 'SELECT max(dt) AS generation FROM events'],
  ]);
  const folded = (query: string, ctes = new Set<string>()) => withConstants(query, 'shop', ctes, written);
  const call = '("awsdatacatalog"."shop"."current.generation"())';

  test.each([
    ['a = (SELECT generation FROM current)', `a = ${call}`],
    ['a >= ( select current.generation from shop.current ) AND b = 1', `a >= ${call} AND b = 1`],
    ['a <> (SELECT "generation" FROM awsdatacatalog.shop."current")', `a <> ${call}`],
  ])('%s is a call', (query, expected) => {
    expect(folded(query)).toBe(expected);
  });

  test.each([
    'a IN (SELECT generation FROM current)',
    'a = (SELECT generation FROM other)',
    'a = (SELECT missing FROM current)',
    'a = (SELECT generation FROM current WHERE part = 1)',
    'a = (SELECT generation FROM mine.current)',
    'a = (SELECT t.generation FROM current)',
    "a = '(SELECT generation FROM current)'",
  ])('%s stays', (query) => {
    expect(folded(query)).toBe(query);
  });

  test('a WITH of that name wins', () => {
    expect(folded('a = (SELECT generation FROM current)', new Set(['current']))).toBe(
      'a = (SELECT generation FROM current)',
    );
    expect(folded('a = (SELECT generation FROM shop.current)', new Set(['current']))).toBe(`a = ${call}`);
  });
});

describe('a table of generations behind a view', () => {
  let athena: LocalAthena;
  const SWITCH = (generation: string) =>
    `CREATE OR REPLACE VIEW current AS SELECT CAST('${generation}' AS varchar) AS generation`;
  const rows = async (sql: string) => (await athena.rows(sql)).slice(1);
  const opened = async (sql: string) =>
    /Scanning Files: (\S+)/.exec((await rows(`EXPLAIN ${sql}`)).flat().join('\n'))?.[1] ?? 'all';

  beforeAll(async () => {
    athena = await startAthena([...BASE, TOTALS]);
    for (const generation of ['a', 'b', 'c', 'd']) await fill(athena, generation);
    await athena.run(SWITCH('b'));
    await athena.run(
      'CREATE VIEW sums AS SELECT event_key, amount FROM totals WHERE generation = (SELECT generation FROM current)',
    );
    await athena.run('CREATE VIEW above AS SELECT event_key, count(*) AS n FROM sums GROUP BY event_key');
  });
  afterAll(() => athena.close());

  test.each(['sums', 'above'])('%s opens one file of four, and each switch is seen', async (view) => {
    for (const generation of ['b', 'd', 'a']) {
      await athena.run(SWITCH(generation));
      expect(await rows(`SELECT event_key FROM ${view}`)).toEqual([[`${generation}0`]]);
      expect(await opened(`SELECT event_key FROM ${view}`)).toBe('1/4');
    }
  });

  test('so does a query that compares by itself', async () => {
    await athena.run(SWITCH('c'));
    const sql = 'SELECT event_key FROM totals WHERE generation = (SELECT generation FROM current)';
    expect(await rows(sql)).toEqual([['c0']]);
    expect(await opened(sql)).toBe('1/4');
  });

  test('its own WITH of that name wins', async () => {
    await athena.run(SWITCH('c'));
    const sql = `WITH current AS (SELECT 'a' AS generation)
      SELECT event_key FROM totals WHERE generation = (SELECT generation FROM current)`;
    expect(await rows(sql)).toEqual([['a0']]);
  });

  test('a generation that is not there has no rows', async () => {
    await athena.run(SWITCH('none'));
    expect(await rows('SELECT event_key FROM sums')).toEqual([]);
  });

  test('its reader needs the view of the constant, too', async () => {
    athena.deny(/glue:GetTable .*table\/shop\/current/);
    expect((await athena.run('SELECT event_key FROM sums')).Status?.StateChangeReason).toContain('table/shop/current');
    athena.deny(undefined);
  });

  test('a view that is constant no more is asked, and one that is again is called', async () => {
    await athena.run('CREATE OR REPLACE VIEW current AS SELECT max(generation) AS generation FROM totals');
    expect(await rows('SELECT event_key FROM sums')).toEqual([['d0']]);
    await athena.run(SWITCH('a'));
    expect(await rows('SELECT event_key FROM sums')).toEqual([['a0']]);
    await athena.reopen();
    expect(await rows('SELECT event_key FROM sums')).toEqual([['a0']]);
  });

  test('one that is dropped is missed, and may come back as another', async () => {
    await athena.run('DROP VIEW current');
    expect((await athena.run('SELECT event_key FROM sums')).Status?.StateChangeReason).toContain(
      "TABLE_NOT_FOUND: Table 'awsdatacatalog.shop.current' does not exist",
    );
    await athena.run('CREATE VIEW current AS SELECT min(generation) AS generation FROM totals');
    expect(await rows('SELECT event_key FROM sums')).toEqual([['a0']]);
    await athena.run(SWITCH('b'));
  });
});
