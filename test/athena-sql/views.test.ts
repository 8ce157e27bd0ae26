import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { COLUMNS, PARTITION_COLUMNS } from '../../domain/event/columns.ts';
import { REFERENCE_KINDS } from '../../domain/imports/tables.ts';
import type { Laptop } from '../support/local-athena.ts';
import { landedRows } from './given.ts';
import { applySettings, close, land, landReference, openSmallLake, VIEW_FILES } from './lake.ts';

/**
 * Given rows, expected rows: `<view>/<case>.json` holds rows as they landed (given.ts says what may be left out) and what
 * the view makes of them, in its order of columns and sorted by them. Where days are closed, it names the last one, and
 * the rows that the compaction left; `settings` are those of the reports, `reference` rows of the reference tables,
 * `where` the rows that are asked for.
 */
const CASES = globSync(
  VIEW_FILES.map(({ name }) => `${name}/*.json`),
  { cwd: import.meta.dirname },
).sort();

const rows = z.array(z.record(z.string(), z.unknown()));
const caseSchema = z.strictObject({
  rule: z.string(),
  settings: z.record(z.string(), z.string()).default({}),
  through: z.string().optional(),
  each: z.record(z.string(), z.unknown()).default({}),
  reference: z.partialRecord(z.enum(REFERENCE_KINDS), rows).default({}),
  compacted_rows: rows.default([]),
  event_rows: rows,
  where: z.string().default('true'),
  expect: z.array(z.record(z.string(), z.string().nullable())),
});

type Case = z.infer<typeof caseSchema>;

let laptop: Laptop;

beforeAll(async () => {
  laptop = await openSmallLake();
});

afterAll(() => laptop.close());

describe.each([...new Set(CASES.map((path) => dirname(path)))])('%s', (view) => {
  const cases = CASES.filter((path) => dirname(path) === view).map((path) => ({
    name: basename(path, '.json'),
    ...read(path),
  }));

  test.each(cases)('$rule', async (given) => {
    // Each row lands in a file of its own, as if each had come in another delivery of Firehose.
    const { each } = given;
    await land(
      laptop,
      landedRows(given.event_rows, each).map((row) => [row]),
    );
    await close(laptop, given.through ?? null, landedRows(given.compacted_rows, each));
    await landReference(laptop, given.reference);
    await applySettings(laptop, given.settings);
    const asked = Object.keys(given.expect[0] ?? {});
    const select = asked.map((name) => `"${name}"`).join(', ') || '*';
    const order = asked.map((_, index) => index + 1).join(', ');
    const [, ...rows] = await laptop.rows(
      `SELECT ${select} FROM ${view} WHERE ${given.where}${order ? ` ORDER BY ${order}` : ''}`,
    );
    expect(rows.map((row) => Object.fromEntries(asked.map((name, i) => [name, row[i] ?? null])))).toEqual(given.expect);
  });
});

test('the view of events has the columns of the one list and its partitions, in their order', async () => {
  await land(laptop, [[{ event_key: 'a', dt: '2026-11-10', family: 'messaging' }]]);
  const [header] = await laptop.rows('SELECT * FROM events');
  expect(header).toEqual([...COLUMNS, ...PARTITION_COLUMNS].map(({ name }) => name));
});

test('every view has at least one case', () => {
  const views = VIEW_FILES.map(({ name }) => name);
  expect(views.filter((view) => !CASES.some((path) => dirname(path) === view))).toEqual([]);
});

describe.each(VIEW_FILES)('$name.sql', ({ sql }) => {
  test('says its grain in its first line and is at most 60 lines long', () => {
    expect(sql).toMatch(/^-- Grain: /);
    expect(sql.trim().split('\n').length).toBeLessThanOrEqual(60);
  });
});

function read(path: string): Case {
  return caseSchema.parse(JSON.parse(readFileSync(join(import.meta.dirname, path), 'utf8')));
}
