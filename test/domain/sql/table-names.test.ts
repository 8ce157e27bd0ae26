import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, test } from 'vitest';
import { readCheckFiles } from '../../../bin/cli/check-files.ts';
import { tableNamesIn } from '../../../domain/sql/table-names.ts';
import { partsOf } from '../../../domain/sql/view-order.ts';
import { readViewFiles } from '../../../lambdas/aws/view-files.ts';

const SQL_FOLDER = join(import.meta.dirname, '../../../athena-sql');

describe('what a statement reads', () => {
  test.each([
    ['after FROM and each kind of JOIN', 'SELECT * FROM a LEFT JOIN b ON a.x = b.x CROSS JOIN c', ['a', 'b', 'c']],
    [
      'after a comma between tables, with and without names',
      'SELECT x, y FROM a one, b AS two, c WHERE x IN (1, 2)',
      ['a', 'b', 'c'],
    ],
    ['once for each time that it is named', 'SELECT * FROM a one JOIN a two USING (x, y)', ['a', 'a']],
    [
      'in a subquery, and after it',
      'SELECT * FROM (SELECT x, y FROM a WHERE x IN (SELECT x FROM b)) AS s, c',
      ['a', 'b', 'c'],
    ],
    ['on both sides of UNION', 'SELECT x FROM a UNION ALL SELECT y, z FROM b ORDER BY x, y', ['a', 'b']],
    [
      'but not its WITH names',
      'WITH w AS (SELECT * FROM a), v (x, y) AS (SELECT * FROM w, b) SELECT * FROM v JOIN w',
      ['a', 'b'],
    ],
    [
      'nor UNNEST and VALUES',
      'SELECT * FROM a CROSS JOIN UNNEST(split(x, 1)) AS t (y) CROSS JOIN (VALUES (1), (2)) AS v (z)',
      ['a'],
    ],
    ['nor columns', 'SELECT a, b AS c, count(*) AS d FROM t GROUP BY a, b, c HAVING e > 1', ['t']],
    ['nor what is compared by IS DISTINCT FROM', 'SELECT * FROM a WHERE x IS NOT DISTINCT FROM y', ['a']],
    [
      'nor what a comment or a text says',
      "SELECT 'FROM b' -- FROM c\n/* JOIN d */ FROM a WHERE x = 'it''s, FROM e'",
      ['a'],
    ],
  ])('%s', (_rule, sql, expected) => {
    expect(tableNamesIn(sql).map(({ name }) => name)).toEqual(expected);
  });

  test('with its place in the text', () => {
    const sql = "SELECT '(' FROM /* a */ first JOIN second";
    for (const { name, start } of tableNamesIn(sql)) expect(sql.slice(start, start + name.length)).toBe(name);
  });
});

describe('every view and check of the project reads what DuckDB’s parser says it reads', async () => {
  const views = readViewFiles(SQL_FOLDER).map((view) => [view.name, partsOf(view).query] as const);
  const checks = [...readCheckFiles(SQL_FOLDER)].flatMap(([name, file]) =>
    file.checks.map(({ rule, sql }) => [`${name}: ${rule}`, sql] as const),
  );
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  afterAll(() => {
    connection.closeSync();
    instance.closeSync();
  });

  test.each([...views, ...checks])('%s', async (_name, sql) => {
    const reader = await connection.runAndReadAll(`SELECT json_serialize_sql('${sql.replaceAll("'", "''")}')`);
    const parsed = namesIn(JSON.parse(String(reader.getRows()[0]?.[0])));
    expect(new Set(tableNamesIn(sql).map(({ name }) => name))).toEqual(parsed);
  });
});

/** The tables of DuckDB's syntax tree, but those that it names itself in some WITH. */
function namesIn(tree: unknown): ReadonlySet<string> {
  const tables = new Set<string>();
  const own = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('type' in node && node.type === 'BASE_TABLE' && 'table_name' in node) tables.add(String(node.table_name));
    if ('cte_map' in node) for (const name of keysOf(node.cte_map)) own.add(name);
    Object.values(node).forEach(visit);
  };
  visit(tree);
  return new Set([...tables].filter((name) => !own.has(name)));
}

function keysOf(cteMap: unknown): readonly string[] {
  return [...JSON.stringify(cteMap).matchAll(/"key":"(\w+)","value"/g)].map(([, name = '']) => name);
}
