import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { MAX_LEVELS, planOnce } from '../../src/athena/plan-once.ts';
import { type LocalAthena, startAthena } from './shop.ts';

const FIRST = "SELECT 'a' AS k, 1 AS n UNION ALL SELECT 'a', 2 UNION ALL SELECT 'b', 3";
/** Twice as many levels as are planned together. */
const LONG = MAX_LEVELS;
/** Each layer reads the one before it below a window and a grouping, as views over views do. */
const layer = (below: string): string =>
  `WITH ranked AS (SELECT k, n, row_number() OVER (PARTITION BY k ORDER BY n) AS place FROM ${below}) ` +
  'SELECT k, n, max(place) AS place FROM ranked GROUP BY k, n';

let connection: DuckDBConnection;
let views: Map<string, string>;

beforeEach(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  views = new Map();
  await create('layer_0', FIRST);
});
afterEach(() => connection.closeSync());

async function create(name: string, query: string): Promise<string> {
  const planned = await planOnce(connection, query, 'main', views);
  const sql = `CREATE OR REPLACE VIEW ${name} AS ${planned}`;
  await connection.run(sql);
  views.set(`main.${name}`, sql);
  return planned;
}

async function createLayers(layers: number): Promise<void> {
  for (let number = 1; number <= layers; number += 1) await create(`layer_${number}`, layer(`layer_${number - 1}`));
}

const planSchema = z.object({
  name: z.string(),
  get children() {
    return z.array(planSchema);
  },
});
type Plan = z.infer<typeof planSchema>;

/** The windows and groupings one below the other, on the longest way through the plan. */
function deepest({ name, children }: Plan): number {
  return (/WINDOW|GROUP_BY/.test(name) ? 1 : 0) + Math.max(0, ...children.map(deepest));
}

async function levelsOf(sql: string): Promise<number> {
  const plan = await connection.runAndReadAll(`EXPLAIN (FORMAT json) ${sql}`);
  return Math.max(
    ...z
      .array(planSchema)
      .parse(JSON.parse(String(plan.getRows()[0]?.[1])))
      .map(deepest),
  );
}

test('however many views read each other, few windows and groupings are planned together', async () => {
  await createLayers(LONG);
  expect(await levelsOf(`SELECT * FROM layer_${LONG}`)).toBe(MAX_LEVELS);
  const { currentRowCount } = await connection.runAndReadAll(`SELECT * FROM layer_${LONG}`);
  expect(currentRowCount).toBe(3);
});

test('as they were written, all are planned together', async () => {
  for (let number = 1; number <= LONG; number += 1) {
    await connection.run(`CREATE VIEW layer_${number} AS ${layer(`layer_${number - 1}`)}`);
  }
  expect(await levelsOf(`SELECT * FROM layer_${LONG}`)).toBe(LONG * 2);
});

test('what is planned in time stays as it was written, so that conditions reach the files', async () => {
  await createLayers(MAX_LEVELS / 2 - 1);
  const query = layer(`layer_${MAX_LEVELS / 2 - 1}`);
  expect(await planOnce(connection, query, 'main', views)).toBe(query);
  expect(await planOnce(connection, layer(`layer_${MAX_LEVELS / 2}`), 'main', views)).toBe(
    layer(`layer_${MAX_LEVELS / 2}`),
  );
});

test('a view that is read above all windows and groupings stays as it was written', async () => {
  await createLayers(LONG);
  const query = `SELECT k, place FROM layer_${LONG} WHERE n > 1`;
  expect(await planOnce(connection, query, 'main', views)).toBe(query);
});

test.each([
  [
    'no WITH',
    (view: string) => `SELECT k, count(*) AS rows FROM ${view} GROUP BY k`,
    'WITH "layer_8" AS MATERIALIZED ',
  ],
  [
    'a recursive WITH',
    (view: string) => `WITH RECURSIVE up (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM up WHERE i < 3) ${rowsOf(view)}`,
    'WITH RECURSIVE "layer_8" AS MATERIALIZED ',
  ],
  [
    'a bracket first',
    (view: string) => `(${rowsOf(view)}) UNION ALL (${rowsOf(view)})`,
    'WITH "layer_8" AS MATERIALIZED ',
  ],
  [
    'a subquery in an expression',
    (view: string) => `SELECT k, count(*) AS rows FROM layer_0 WHERE n IN (SELECT n FROM ${view}) GROUP BY k`,
    'WITH "layer_8" AS MATERIALIZED ',
  ],
])('a query with %s gets the CTE, and the same rows', async (_what, query, beginning) => {
  await createLayers(LONG);
  const planned = await planOnce(connection, query(`layer_${LONG}`), 'main', views);
  expect(planned.startsWith(beginning)).toBe(true);
  const [expected, rows] = await Promise.all(
    [query('layer_0'), planned].map(async (sql) => (await connection.runAndReadAll(sql)).getRowsJson().toSorted()),
  );
  expect(rows).toEqual(expected);
});

function rowsOf(view: string): string {
  return `SELECT k, count(*) AS rows FROM ${view} GROUP BY k`;
}

test.each([
  [
    'that a CTE of the query has too',
    'WITH layer_8 AS (SELECT * FROM layer_8) SELECT k, max(n) AS n FROM layer_8 GROUP BY k',
  ],
  ['that is written with its database', 'SELECT k, max(n) AS n FROM main.layer_8 GROUP BY k'],
])('a name %s stays the name of what it was', async (_what, query) => {
  await createLayers(LONG);
  expect(await planOnce(connection, query, 'main', views)).toBe(query);
});

test('the local Athena gives DuckDB its views that way', async () => {
  const athena: LocalAthena = await startAthena();
  try {
    await athena.run(`CREATE OR REPLACE VIEW layer_0 AS ${FIRST}`);
    for (let number = 1; number <= LONG; number += 1) {
      await athena.run(`CREATE OR REPLACE VIEW layer_${number} AS ${layer(`layer_${number - 1}`)}`);
    }
    const plan = (await athena.rows(`EXPLAIN SELECT * FROM layer_${LONG}`)).join('\n');
    expect(plan).toContain('CTE_SCAN');
    expect(await athena.rows(`SELECT k, n FROM layer_${LONG} ORDER BY n`)).toEqual([
      ['k', 'n'],
      ['a', '1'],
      ['a', '2'],
      ['b', '3'],
    ]);
  } finally {
    await athena.close();
  }
});
