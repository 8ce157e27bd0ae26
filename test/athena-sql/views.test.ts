import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { COLUMNS, PARTITION_COLUMNS } from '../../domain/event/columns.ts';
import { FAMILIES } from '../../domain/event/families.ts';
import { readViewFiles } from '../../lambdas/views/view-files.ts';
import { inDependencyOrder } from '../../lambdas/views/view-order.ts';
import { BASE, glueTable, type Laptop, STORAGE, startLaptop } from '../local/athena/laptop.ts';

/**
 * Given rows, expected rows: `<view>/<case>.json` holds rows as they landed (columns left out are NULL) and what the
 * view makes of them, in its order of columns and sorted by them.
 */
const ROOT = join(import.meta.dirname, '..', '..');
const CASES = globSync('*/*.json', { cwd: import.meta.dirname }).sort();

const caseSchema = z.strictObject({
  rule: z.string(),
  event_rows: z.array(z.looseObject({ event_key: z.string(), dt: z.string(), family: z.string() })),
  expect: z.array(z.record(z.string(), z.string().nullable())),
});

type Case = z.infer<typeof caseSchema>;

let laptop: Laptop;

beforeAll(async () => {
  const columns = COLUMNS.map(({ name, type }) => ({ Name: name, Type: type }));
  const parameters = {
    'projection.enabled': 'true',
    'projection.dt.type': 'date',
    'projection.dt.format': 'yyyy-MM-dd',
    'projection.dt.range': '2024-01-01,NOW+1DAYS',
    'projection.family.type': 'enum',
    'projection.family.values': FAMILIES.join(),
    'storage.location.template': `s3://lake/events/dt=\${dt}/family=\${family}/`,
  };
  const table = glueTable('event_rows', {
    Parameters: parameters,
    StorageDescriptor: { ...STORAGE, Columns: columns },
  });
  laptop = await startLaptop([...BASE.filter(({ ref }) => ref !== 'events'), table]);
  for (const { sql } of inDependencyOrder(readViewFiles(join(ROOT, 'athena-sql')))) {
    const { Status } = await laptop.run(sql);
    if (Status?.State !== 'SUCCEEDED') throw new Error(Status?.StateChangeReason);
  }
});

afterAll(() => laptop.close());

describe.each([...new Set(CASES.map((path) => dirname(path)))])('%s', (view) => {
  const cases = CASES.filter((path) => dirname(path) === view).map((path) => ({
    name: basename(path, '.json'),
    ...read(path),
  }));

  test.each(cases)('$rule', async (given) => {
    await land(given.event_rows);
    const asked = Object.keys(given.expect[0] ?? {});
    const select = asked.map((name) => `"${name}"`).join(', ') || '*';
    const order = asked.map((_, index) => index + 1).join(', ');
    const [, ...rows] = await laptop.rows(`SELECT ${select} FROM ${view}${order ? ` ORDER BY ${order}` : ''}`);
    expect(rows.map((row) => Object.fromEntries(asked.map((name, i) => [name, row[i] ?? null])))).toEqual(given.expect);
  });
});

test('the view of events has the columns of the one list and its partitions, in their order', async () => {
  await land([{ event_key: 'a', dt: '2026-11-10', family: 'messaging' }]);
  const [header] = await laptop.rows('SELECT * FROM events');
  expect(header).toEqual([...COLUMNS, ...PARTITION_COLUMNS].map(({ name }) => name));
});

test('every view has at least one case', () => {
  const views = readViewFiles(join(ROOT, 'athena-sql')).map(({ name }) => name);
  expect(views.filter((view) => !CASES.some((path) => dirname(path) === view))).toEqual([]);
});

describe.each(readViewFiles(join(ROOT, 'athena-sql')))('$name.sql', ({ sql }) => {
  test('says its grain in its first line and is at most 60 lines long', () => {
    expect(sql).toMatch(/^-- Grain: /);
    expect(sql.trim().split('\n').length).toBeLessThanOrEqual(60);
  });
});

function read(path: string): Case {
  return caseSchema.parse(JSON.parse(readFileSync(join(import.meta.dirname, path), 'utf8')));
}

/** No two files of a run have one name: the engine may remember a file by it. */
let landed = 0;

/** Each row lands in a file of its own, as if each had come in another delivery of Firehose. */
async function land(rows: Case['event_rows']): Promise<void> {
  rmSync(laptop.folderOf('lake'), { recursive: true, force: true });
  const types = {
    string: 'VARCHAR',
    int: 'INTEGER',
    bigint: 'BIGINT',
    double: 'DOUBLE',
    boolean: 'BOOLEAN',
    timestamp: 'TIMESTAMP',
  };
  const columns = COLUMNS.map(({ name, type }) => `${name}: '${types[type]}'`).join(', ');
  for (const { dt, family, ...row } of rows) {
    landed += 1;
    const file = join(laptop.dataDir, 'row.json');
    writeFileSync(file, JSON.stringify(row));
    await laptop.parquet(
      `events/dt=${dt}/family=${family}/${landed}.parquet`,
      `SELECT * FROM read_json('${file}', columns = {${columns}})`,
    );
  }
}
