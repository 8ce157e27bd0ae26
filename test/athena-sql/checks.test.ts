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
});

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

const ruleOf = (view: string, words: string) =>
  CHECKS.get(view)?.checks.find(({ rule }) => rule.includes(words))?.sql ?? '';

/** Rows in the place of a view's own; columns left out are NULL. */
async function place(view: string, ...rows: readonly Readonly<Record<string, string>>[]): Promise<void> {
  const { columns } = rowsOf.get(view) ?? { columns: [] };
  await freeze(laptop, view, { columns, rows: rows.map((row) => columns.map(({ name }) => row[name])) });
}

async function restore(...views: readonly string[]): Promise<void> {
  for (const view of views) await freeze(laptop, view, rowsOf.get(view) ?? { columns: [], rows: [] });
}

test('a lake whose rates are all examples does not warn of them; one with a rate card of its own does', async () => {
  const found = async (other: string) => {
    await place('fact_billing_events', { cost_source: 'example_rate_card' }, { cost_source: other });
    return (await ask(laptop, ruleOf('fact_billing_events', 'computed from an example rate'))).rows.length;
  };
  expect([await found('unknown'), await found('rate_card')]).toEqual([0, 1]);
  await restore('fact_billing_events');
});

test('a quoted message that was echoed is known; one that nothing else mentions is not', async () => {
  await place('fact_messages', { message_key: 'echoed', echoed_at: '2026-11-10 10:00:00.000' });
  const found = async (key: string) => {
    await place('fact_replies', { message_key: 'reply', method: 'context', credited_message_key: key });
    return (await ask(laptop, ruleOf('fact_replies', 'a quoted message is known'))).rows.length;
  };
  expect([await found('echoed'), await found('other')]).toEqual([0, 1]);
  await restore('fact_messages', 'fact_replies');
});
