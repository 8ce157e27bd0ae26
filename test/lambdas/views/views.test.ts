import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { inDependencyOrder, readsOf, type ViewFile } from '../../../domain/sql/view-order.ts';
import { readViewFiles } from '../../../lambdas/aws/view-files.ts';
import { applyViews } from '../../../lambdas/views/apply-views.ts';

const SQL_FOLDER = join(import.meta.dirname, '../../../athena-sql');

function view(name: string, ...reads: readonly string[]): ViewFile {
  const from = reads.length > 0 ? reads.join('\n  JOIN ') : 'event_rows';
  return { name, sql: `-- Grain: one.\nCREATE OR REPLACE VIEW ${name} AS\nSELECT *\nFROM ${from}\n` };
}

function order(...views: readonly ViewFile[]): readonly string[] {
  return inDependencyOrder(views).map(({ name }) => name);
}

describe('views are created after those they read', () => {
  test.each([
    ['one after another', [view('a', 'b'), view('b', 'c'), view('c')], ['c', 'b', 'a']],
    ['one that reads two', [view('a', 'b', 'c'), view('b'), view('c')], ['b', 'c', 'a']],
    ['two that read one', [view('a', 'c'), view('b', 'c'), view('c')], ['c', 'a', 'b']],
    ['none reads another', [view('a'), view('b')], ['a', 'b']],
    ['a name that begins like another', [view('events_daily'), view('a', 'events'), view('events')], undefined],
  ])('%s', (_name, views, expected) => {
    if (expected) expect(order(...views)).toEqual(expected);
    expect(order(...views).toSorted()).toEqual(views.map(({ name }) => name).toSorted());
  });

  test('in whatever order they are given', () => {
    const chain = Array.from({ length: 8 }, (_, n) => (n === 0 ? view('v0') : view(`v${n}`, `v${n - 1}`)));
    fc.assert(
      fc.property(fc.shuffledSubarray(chain, { minLength: 8 }), (shuffled) => {
        expect(order(...shuffled)).toEqual(chain.map(({ name }) => name));
      }),
    );
  });

  test('and those of this project are', () => {
    const names = order(...readViewFiles(SQL_FOLDER));
    expect(names.indexOf('events')).toBeLessThan(names.indexOf('fact_messages'));
    expect(names.indexOf('fact_messages')).toBeLessThan(names.indexOf('metric_message_funnel_daily'));
  });

  test('also after a text that holds two dashes', () => {
    const reader = { name: 'a', sql: "CREATE OR REPLACE VIEW a AS SELECT '--' AS dashes FROM b" };
    expect(order(reader, view('b'))).toEqual(['b', 'a']);
  });
});

test('a name in a comment or a text is not read', () => {
  const sql = "-- reads b\nCREATE OR REPLACE VIEW a AS SELECT 'b' AS c -- not b\nFROM event_rows";
  expect(order({ name: 'a', sql }, view('b', 'a'))).toEqual(['a', 'b']);
});

test('views that read each other in a circle are refused with the circle', () => {
  expect(() => order(view('a', 'b'), view('b', 'c'), view('c', 'a'))).toThrow('a -> b -> c -> a');
});

test.each([
  ['of another name', 'CREATE OR REPLACE VIEW b AS SELECT 1'],
  ['that only begins with its name', 'CREATE OR REPLACE VIEW a_b AS SELECT 1'],
  ['that may not be replaced', 'CREATE VIEW a AS SELECT 1'],
  ['that is no view', 'SELECT 1'],
  ['that is empty', ''],
])('a file %s is refused with its name', (_name, sql) => {
  expect(() => order({ name: 'a', sql })).toThrow(/a\.sql must begin with "CREATE OR REPLACE VIEW a AS"/);
});

test('two files of one name are refused, for one would silently win', () => {
  expect(() => order(view('a'), { ...view('a'), sql: 'CREATE OR REPLACE VIEW a AS SELECT 2' })).toThrow(/a\.sql/);
});

test('every .sql file below a folder is a view named after it, and no other file, nor a statement of `maintenance/`', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'views-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'facts'));
  await writeFile(join(folder, 'facts', 'one.sql'), 'SQL 1');
  await writeFile(join(folder, 'two.sql'), 'SQL 2');
  await writeFile(join(folder, 'README.md'), 'text');
  await mkdir(join(folder, 'maintenance'));
  await writeFile(join(folder, 'maintenance', 'three.sql'), 'SQL 3');
  expect(readViewFiles(folder)).toEqual([
    { name: 'one', sql: 'SQL 1' },
    { name: 'two', sql: 'SQL 2' },
  ]);
});

describe('applying', () => {
  test('creates every view in order, then drops those that are gone', async () => {
    const ran: string[] = [];
    const views = [view('a', 'b'), view('b')];
    await applyViews(views, ['a', 'b', 'old_one', 'older'], async (sql) => void ran.push(sql));
    expect(ran).toEqual([views[1]?.sql, views[0]?.sql, 'DROP VIEW IF EXISTS old_one', 'DROP VIEW IF EXISTS older']);
  });

  test('runs no statement made of a former name that is no name', async () => {
    const ran: string[] = [];
    await applyViews([], ['a; DROP TABLE event_rows', 'a b', '"a"'], async (sql) => void ran.push(sql));
    expect(ran).toEqual([]);
  });

  test('stops at the first statement that fails, with the view’s name and the reason', async () => {
    const ran: string[] = [];
    const run = async (sql: string) => {
      ran.push(sql);
      if (sql.includes('VIEW b')) throw new Error('line 3: Column x cannot be resolved');
    };
    const applied = applyViews([view('a', 'b'), view('b')], ['gone'], run);
    await expect(applied).rejects.toThrow('View b: line 3: Column x cannot be resolved');
    expect(ran).toHaveLength(1);
  });

  test('makes five at a time, and each only when those it reads are there', async () => {
    const views = readViewFiles(SQL_FOLDER);
    const made = new Set<string>();
    const early: string[] = [];
    let [running, most] = [0, 0];
    await applyViews(views, [], async (sql) => {
      const name = /CREATE OR REPLACE VIEW (\w+)/.exec(sql)?.[1] ?? '';
      const found = views.find((one) => one.name === name);
      const missing = found ? readsOf(found, views).filter((read) => !made.has(read.name)) : [];
      early.push(...missing.map((read) => `${name} before ${read.name}`));
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      made.add(name);
    });
    expect(early).toEqual([]);
    expect(most).toBe(5);
    expect(made.size).toBe(views.length);
  });

  test('drops nothing before all is made', async () => {
    const ran: string[] = [];
    await applyViews([view('a'), view('b')], ['gone'], async (sql) => void ran.push(sql));
    expect(ran.at(-1)).toBe('DROP VIEW IF EXISTS gone');
  });

  test('runs nothing when the views cannot be put in order', async () => {
    const ran: string[] = [];
    const applied = applyViews([view('ok'), view('a', 'b'), view('b', 'a')], [], async (sql) => void ran.push(sql));
    await expect(applied).rejects.toThrow(/circle/);
    expect(ran).toEqual([]);
  });
});
