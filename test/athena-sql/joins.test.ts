import { readFileSync } from 'node:fs';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { createView, PRELUDE_FILE } from 'aws-laptop/athena';
import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { COLUMNS } from '../../domain/event/columns.ts';
import { REFERENCE_KINDS, REFERENCE_TABLES } from '../../domain/imports/tables.ts';
import { withoutComments } from '../../domain/sql/comments.ts';
import { inDependencyOrder } from '../../domain/sql/view-order.ts';
import { VIEW_FILES } from './lake.ts';

/**
 * A join that is by an equal key and by something else must still be made by the key. DuckDB compares every row with every
 * row where a LEFT JOIN has a condition on its left side alone, or an OR: right on ten rows, and never done on ten million.
 */

/** What the others lie below. */
const ASKED = VIEW_FILES.filter(({ name }) => /^(?:metric|fact|dim)_/.test(name)).map(({ name }) => name);

let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:', { integer_division: 'true' })).connect();
  await connection.run(readFileSync(PRELUDE_FILE, 'utf8'));
  for (const table of ['event_rows', 'compacted_rows']) await createTable(table, [...COLUMNS, ...PARTITIONS]);
  for (const kind of REFERENCE_KINDS) await createTable(kind, REFERENCE_TABLES[kind].columns);
  await connection.run("SET search_path = 'main,memory.trino'");
  const views = new Map<string, string>();
  for (const { sql } of inDependencyOrder(VIEW_FILES)) await createView(connection, sql, 'main', views);
});

const PARTITIONS = ['dt', 'family'].map((name) => ({ name, type: 'string' }));

async function createTable(name: string, columns: readonly { readonly name: string; readonly type: string }[]) {
  await connection.run(`CREATE TABLE ${name} (${columns.map((column) => `${column.name} ${column.type}`).join(', ')})`);
}

const planSchema = z.object({
  name: z.string(),
  extra_info: z.record(z.string(), z.unknown()),
  get children() {
    return z.array(planSchema);
  },
});
type Plan = z.infer<typeof planSchema>;

/** Of an inner join DuckDB finds the key in any condition. `(recipient_type = 'group')` names one side; `(message_key = message_key)` is a key that was not used. */
const EQUAL_COLUMNS = /\(\w*[A-Za-z_]\w* = \w*[A-Za-z_]\w*\)/;

function unusedKeys({ name, extra_info, children }: Plan): readonly string[] {
  const isSlow = name.endsWith('NL_JOIN') && extra_info['Join Type'] === 'LEFT';
  const condition = isSlow ? String(extra_info.Condition) : '';
  return [...(EQUAL_COLUMNS.test(condition) ? [condition] : []), ...children.flatMap(unusedKeys)];
}

async function plansOf(sql: string): Promise<readonly Plan[]> {
  const plan = await connection.runAndReadAll(`EXPLAIN (FORMAT json) ${sql}`);
  return z.array(planSchema).parse(JSON.parse(String(plan.getRows()[0]?.[1])));
}

test.each(ASKED)('%s makes every join by its key', async (view) => {
  expect((await plansOf(`SELECT * FROM ${view}`)).flatMap(unusedKeys)).toEqual([]);
});

test('a join that is not made by its key is found', async () => {
  const sql =
    "SELECT * FROM fact_messages a LEFT JOIN fact_messages b ON a.message_key = b.message_key AND a.state = 'read'";
  expect((await plansOf(sql)).flatMap(unusedKeys)).toHaveLength(1);
});

/** Trino pushes a count below an outer join that has no condition, and gives no row, or 0 (trinodb/trino#30989). */
test('no join is ON TRUE: CROSS JOIN and scalar subqueries say it without an outer join', () => {
  const found = VIEW_FILES.filter(({ sql }) => /\bON\s+TRUE\b/i.test(withoutComments(sql)));
  expect(found.map(({ name }) => name)).toEqual([]);
});
