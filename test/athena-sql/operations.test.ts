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
/** Reads the clock. */
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

describe(BY_CLOCK, () => {
  const file = readFileSync(join(ROOT, `${BY_CLOCK}.sql`), 'utf8');

  async function tail(given: readonly Readonly<Record<string, unknown>>[]) {
    await land(
      laptop,
      landedRows(given, { source: 'meta' }).map((row) => [row]),
    );
    const [header = [], ...rows] = await laptop.rows(file.replaceAll('current_date', "DATE '2026-11-20'"));
    return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? null])));
  }

  test('names what arrived, the newest first, by outcome, and what the payload holds of a text', async () => {
    const text = { event_type: 'message_received', source_event: 'messages.text' };
    const payload = '{"from":"<text 11>","text":{"body":"<text 30>"}}';
    const refused = { duplicate_source: 'meta', duplicate_kind: 'status', item_count: 3, source: 'lake' };
    const rows = await tail([
      { event_key: 'm', ...text, payload, event_at: '2026-11-20 10:00:00.000' },
      { event_key: 'i', ...text, payload: '{"from":"<text 11>"}', event_at: '2026-11-20 10:00:01.000' },
      { event_key: 'd', event_type: 'duplicates_refused', ...refused, event_at: '2026-11-20 10:00:02.000' },
      { event_key: 'u', event_type: 'unmapped', source_event: 'moods.change', event_at: '2026-11-20 10:00:03.000' },
      { event_key: 'o', event_type: 'message_sent', event_at: '2026-11-11 10:00:00.000' },
    ]);
    const kept = { source: 'meta', items: '1', kept_text: null };
    expect(rows).toMatchObject([
      { ...kept, event_key: 'u', kind: 'moods.change', outcome: 'not understood' },
      { ...kept, event_key: 'd', kind: 'status', outcome: 'duplicate', items: '3' },
      { ...kept, event_key: 'i', kind: 'messages.text', outcome: 'accepted' },
      { ...kept, event_key: 'm', kind: 'messages.text', outcome: 'accepted', kept_text: '<text 30>' },
    ]);
    expect(rows).toHaveLength(4);
  });

  test('is of fifty at most', async () => {
    const at = (n: number) => `2026-11-19 10:${String(n).padStart(2, '0')}:00.000`;
    const many = Array.from({ length: 52 }, (_, n) => ({
      event_type: 'message_sent',
      event_at: at(n),
      message_key: `${n}`,
    }));
    const rows = await tail(many);
    expect([rows.length, rows[0]?.received_at, rows.at(-1)?.received_at]).toEqual([50, at(51), at(2)]);
  });
});

test('every statement has at least one case', () => {
  const without = STATEMENTS.filter((name) => !CASES.some((path) => basename(dirname(path)) === name));
  expect(without).toEqual([BY_CLOCK]);
});
