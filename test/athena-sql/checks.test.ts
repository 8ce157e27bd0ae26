import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { readCheckFiles } from '../../bin/cli/check-files.ts';
import { inDependencyOrder } from '../../domain/sql/view-order.ts';
import type { Laptop } from '../support/local-athena.ts';
import { landedRows } from './given.ts';
import { land, openLake, VIEW_FILES } from './lake.ts';
import { ask, freeze, type ViewRows } from './view-rows.ts';

const CHECKS = readCheckFiles(join(import.meta.dirname, '..', '..', 'athena-sql'));

/** A week of clean talk: `checks/clean.json`, rows as they landed. */
const cleanSchema = z.object({
  each: z.record(z.string(), z.unknown()),
  event_rows: z.array(z.record(z.string(), z.unknown())),
});
/** Rows that break a rule, in the place of its view's own: `checks/broken.json`, by view and rule. Columns left out are NULL. */
const brokenSchema = z.record(z.string(), z.record(z.string(), z.array(z.record(z.string(), z.string()))));

const clean = cleanSchema.parse(read('clean'));
const broken = brokenSchema.parse(read('broken'));

let laptop: Laptop;
const rowsOf = new Map<string, ViewRows>();

beforeAll(async () => {
  laptop = await openLake();
  await land(
    laptop,
    [landedRows(clean.event_rows, clean.each)].flatMap((rows) => rows.map((row) => [row])),
  );
  // Each view is asked once and then replaced by its rows: otherwise each check would plan all the views below it.
  for (const { name } of inDependencyOrder(VIEW_FILES)) {
    const rows = await ask(laptop, `SELECT * FROM ${name}`);
    rowsOf.set(name, rows);
    await freeze(laptop, name, rows);
  }
}, 300_000);

afterAll(() => laptop.close());

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'checks', `${name}.json`), 'utf8'));
}

test('every view has a description and a check beside it', () => {
  const without = VIEW_FILES.filter(({ name }) => (CHECKS.get(name)?.checks.length ?? 0) === 0);
  expect(without.map(({ name }) => name)).toEqual([]);
});

test('every file of checks lies beside a view', () => {
  expect([...CHECKS.keys()].filter((name) => !rowsOf.has(name))).toEqual([]);
});

test('the clean talk reaches every metric', () => {
  const empty = [...rowsOf].filter(([name, { rows }]) => name.startsWith('metric_') && rows.length === 0);
  expect(empty.map(([name]) => name)).toEqual(['metric_unmapped_daily']);
});

describe.each([...CHECKS])('%s', (_view, { checks }) => {
  test.each(checks)('$severity: $rule', async ({ severity, sql }) => {
    const { rows } = await ask(laptop, sql);
    if (severity === 'fail') expect(rows).toEqual([]);
  });
});

describe.each(Object.entries(broken))('the checks of %s', (view, rules) => {
  const checks = CHECKS.get(view)?.checks ?? [];

  test('have rows that break them, each', () => {
    expect(Object.keys(rules)).toEqual(checks.map(({ rule }) => rule));
  });

  test.each(checks)('find what breaks "$rule"', async ({ rule, sql }) => {
    const own = rowsOf.get(view) ?? { columns: [], rows: [] };
    const rows = (rules[rule] ?? []).map((row) => own.columns.map(({ name }) => row[name]));
    await freeze(laptop, view, { columns: own.columns, rows });
    const found = await ask(laptop, sql);
    await freeze(laptop, view, own);
    expect(found.rows.length).toBeGreaterThan(0);
  });
});

test('a lake whose rates are all examples does not warn of them; one with a rate card of its own does', async () => {
  const rule = 'beside costs from rate cards of your own, none is computed from an example rate';
  const { sql } = CHECKS.get('fact_billing_events')?.checks.find((one) => one.rule === rule) ?? { sql: '' };
  const own = rowsOf.get('fact_billing_events') ?? { columns: [], rows: [] };
  const found = async (...sources: string[]) => {
    const rows = sources.map((source) => own.columns.map(({ name }) => (name === 'cost_source' ? source : undefined)));
    await freeze(laptop, 'fact_billing_events', { columns: own.columns, rows });
    return (await ask(laptop, sql)).rows.length;
  };
  expect(await found('example_rate_card', 'unknown')).toBe(0);
  expect(await found('example_rate_card', 'rate_card')).toBe(1);
  await freeze(laptop, 'fact_billing_events', own);
});
