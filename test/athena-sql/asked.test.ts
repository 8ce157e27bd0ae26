import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { readFilter, windowOf } from '../../domain/pages/filter.ts';
import { fillStatement, valuesOf } from '../../domain/pages/statement.ts';
import type { Laptop } from '../support/local-athena.ts';
import { landedRows } from './given.ts';
import { applySettings, close, land, openSmallLake } from './lake.ts';

/**
 * Given rows, expected rows, as for views (views.test.ts), of statements that are asked with a filter:
 * `asked/<statement>/<case>.json` has the parameters of a page’s address besides, and the expected rows are in the order
 * of the answer.
 */
const FOLDER = join(import.meta.dirname, 'asked');
const PAGES = join(import.meta.dirname, '..', '..', 'athena-sql', 'pages');
const CASES = globSync('*/*.json', { cwd: FOLDER }).sort();

const rows = z.array(z.record(z.string(), z.unknown()));
const caseSchema = z.strictObject({
  rule: z.string(),
  filter: z.string(),
  settings: z.record(z.string(), z.string()).default({}),
  each: z.record(z.string(), z.unknown()).default({}),
  event_rows: rows,
  expect: z.array(z.record(z.string(), z.string().nullable())),
});

/** The last day that the test’s Athena knows. */
const TODAY = '2026-11-20';

let laptop: Laptop;

beforeAll(async () => {
  laptop = await openSmallLake();
});

afterAll(() => laptop.close());

function asked(statement: string, parameters: string): string {
  const filter = readFilter(new URLSearchParams(parameters));
  return fillStatement(
    readFileSync(join(PAGES, `${statement}.sql`), 'utf8'),
    valuesOf(filter, windowOf(filter.period, TODAY)),
  );
}

describe.each([...new Set(CASES.map((path) => dirname(path)))])('%s', (statement) => {
  const cases = CASES.filter((path) => dirname(path) === statement).map((path) => ({
    name: basename(path, '.json'),
    ...caseSchema.parse(JSON.parse(readFileSync(join(FOLDER, path), 'utf8'))),
  }));

  test.each(cases)('$rule', async (given) => {
    await land(
      laptop,
      landedRows(given.event_rows, given.each).map((row) => [row]),
    );
    await close(laptop, null, []);
    await applySettings(laptop, given.settings);
    const [header = [], ...rows] = await laptop.rows(asked(statement, given.filter));
    const names = Object.keys(given.expect[0] ?? {});
    const shown = rows.map((row) => Object.fromEntries(names.map((name) => [name, row[header.indexOf(name)] ?? null])));
    expect(shown).toEqual(given.expect);
  });
});
