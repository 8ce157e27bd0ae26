import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { readFilter, windowOf } from '../../domain/pages/filter.ts';
import { fillStatement, valuesOf } from '../../domain/pages/statement.ts';
import type { Laptop } from '../support/local-athena.ts';
import { landedRows } from './given.ts';
import { applySettings, land, openSmallLake } from './lake.ts';

/**
 * Given rows, expected rows of the statements of the operations page: `operations/<statement>/<case>.json` holds rows as
 * they landed (given.ts), the filter as an address has it, the day that is today, and rows in the statement's own order.
 */
const ROOT = join(import.meta.dirname, '..', '..', 'athena-sql', 'pages');
const STATEMENTS = globSync('operations_*.sql', { cwd: ROOT }).map((path) => basename(path, '.sql'));
const CASES = globSync('operations/*/*.json', { cwd: import.meta.dirname }).sort();
/** Reads the clock: test/dashboard/tail.test.ts has its cases. */
const BY_CLOCK = 'operations_tail';

const rows = z.array(z.record(z.string(), z.unknown()));
const caseSchema = z.strictObject({
  rule: z.string(),
  settings: z.record(z.string(), z.string()).default({}),
  each: z.record(z.string(), z.unknown()).default({}),
  event_rows: rows,
  filter: z.string().default(''),
  today: z.string().default('2026-11-10'),
  where: z.record(z.string(), z.string()).default({}),
  expect: z.array(z.record(z.string(), z.string().nullable())),
});

let laptop: Laptop;

beforeAll(async () => {
  laptop = await openSmallLake();
});

afterAll(() => laptop.close());

describe.each([...new Set(CASES.map((path) => basename(dirname(path))))])('%s', (statement) => {
  const file = readFileSync(join(ROOT, `${statement}.sql`), 'utf8');
  const cases = CASES.filter((path) => basename(dirname(path)) === statement).map((path) => ({
    name: basename(path, '.json'),
    ...caseSchema.parse(JSON.parse(readFileSync(join(import.meta.dirname, path), 'utf8'))),
  }));

  test.each(cases)('$rule', async (given) => {
    await land(
      laptop,
      landedRows(given.event_rows, given.each).map((row) => [row]),
    );
    await applySettings(laptop, given.settings);
    const filter = readFilter(new URLSearchParams(given.filter));
    const sql = fillStatement(file, valuesOf(filter, windowOf(filter.period, given.today)));
    const [header = [], ...rows] = await laptop.rows(sql);
    const isAsked = asks(given.where, header);
    const found = rows
      .filter(isAsked)
      .map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? null])));
    const asked = Object.keys(given.expect[0] ?? {});
    expect(found.map((row) => Object.fromEntries(asked.map((name) => [name, row[name]])))).toEqual(given.expect);
  });
});

/** The rows with these values. */
function asks(where: Readonly<Record<string, string>>, header: readonly (string | undefined)[]) {
  return (row: readonly (string | undefined)[]) =>
    Object.entries(where).every(([name, value]) => row[header.indexOf(name)] === value);
}

test('every statement has at least one case', () => {
  const without = STATEMENTS.filter((name) => !CASES.some((path) => basename(dirname(path)) === name));
  expect(without).toEqual([BY_CLOCK]);
});
