import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { REFRESHED_TABLES } from '../../../domain/contracts/refreshed-tables.ts';
import { refreshQuery, refreshSteps } from '../../../domain/sql/refresh-query.ts';
import { tableNamesIn } from '../../../domain/sql/table-names.ts';
import { readViewFiles } from '../../../lambdas/aws/view-files.ts';
import { file, SMALL, table } from './relations.ts';

const PRODUCT = {
  views: readViewFiles(join(import.meta.dirname, '../../../athena-sql')),
  tables: REFRESHED_TABLES,
};
const generation = '20261128T121500Z-1a2b3c4d';

function queryOf(name: string, part?: number, relations = SMALL): string {
  const found = relations.tables.find((one) => one.name === name) ?? table(name);
  return refreshQuery(found, relations, part === undefined ? { generation } : { generation, part });
}

/** The names of its common table expressions, in order. */
function expressionsIn(query: string): readonly string[] {
  return [...query.matchAll(/^(?:WITH )?(\w+) AS \($/gm)].map(([, name = '']) => name);
}

describe('steps', () => {
  test('are the tables, each after those that it reads, directly or by a view', () => {
    const steps = refreshSteps(SMALL).map((step) => [step.table.name, step.reads.map(({ name }) => name)]);
    expect(steps).toEqual([
      ['first', []],
      ['messages', ['first']],
      ['replies', ['messages', 'first']],
    ]);
  });

  test('of the product are all its tables, in an order in which each finds what it reads', () => {
    const steps = refreshSteps(PRODUCT);
    expect(steps.map((step) => step.table.name).toSorted()).toEqual(
      REFRESHED_TABLES.map(({ name }) => name).toSorted(),
    );
    const written = new Set<string>();
    for (const step of steps) {
      expect(step.reads.filter(({ name }) => !written.has(name))).toEqual([]);
      written.add(step.table.name);
    }
  });
});

describe('a table’s query', () => {
  test('has before it each name that it reads, after what that reads; views that read no table stay views', () => {
    const query = queryOf('replies', 0);
    expect(expressionsIn(query)).toEqual(['messages', 'talk', 'first']);
    expect(query).toContain('FROM messages JOIN markets USING (x)');
  });

  test('reads a table’s rows of this generation, by the stored table’s name', () => {
    expect(queryOf('replies')).toContain(`SELECT "x", "y" FROM refreshed_messages WHERE generation = '${generation}'`);
  });

  test('of a table in parts reads the same part of tables in parts', () => {
    expect(queryOf('messages', 2)).toMatch(/FROM refreshed_first WHERE generation = '[^']+' AND part = 2\n/);
  });

  test('of a table that is written whole reads all parts', () => {
    expect(queryOf('replies', 0)).not.toContain('part =');
  });

  test('selects the table’s columns, by their names, and begins with SELECT', () => {
    expect(queryOf('messages', 0)).toMatch(/^SELECT "x", "y" FROM \(/);
    expect(queryOf('first', 0)).toBe('SELECT "x", "y" FROM (\nSELECT x, y FROM events\n) AS refreshed');
  });

  test('never names a table of the lake as readers do: an expression of the same name is before it', () => {
    for (const one of PRODUCT.tables) {
      const query = refreshQuery(one, PRODUCT, { generation, part: 0 });
      const names = tableNamesIn(query).map(({ name }) => name);
      const views = new Set(PRODUCT.tables.map(({ name }) => name));
      expect(names.filter((name) => views.has(name))).toEqual([]);
    }
  });

  test('has no marked text: settings and the window are in views, which a deployment replaces', () => {
    for (const one of PRODUCT.tables)
      expect(refreshQuery(one, PRODUCT, { generation, part: 0 })).not.toMatch(/'[^']*' \/\* \w+ \*\//);
  });

  test('of a table without a file is refused', () => {
    expect(() => queryOf('gone', 0, { ...SMALL, tables: [table('gone')] })).toThrow('There is no file gone.sql');
  });

  test('may have names of its own in WITH', () => {
    const own = file('own', 'WITH w AS (SELECT x FROM messages)\nSELECT x FROM w');
    const relations = { views: [...SMALL.views, own], tables: [...SMALL.tables, table('own')] };
    const query = queryOf('own', 0, relations);
    expect(expressionsIn(query).at(0)).toBe('messages');
    expect(tableNamesIn(query).map(({ name }) => name)).toEqual(['refreshed_messages']);
  });
});
