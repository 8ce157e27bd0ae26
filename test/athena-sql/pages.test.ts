import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { readFilter } from '../../domain/pages/filter.ts';
import { askedFor, PAGE_STATEMENTS, pageStatement } from '../support/page-statements.ts';
import { openPageLake, type PageLake, type Row } from './page-lake.ts';

/**
 * Given rows of the refreshed tables, expected rows of a page's statement, in their order: `pages/<statement>/<case>.json`.
 * `asOf` is the newest receipt, `filter` the parameters of the page's address, `settings` those of the reports.
 */
const FOLDER = join(import.meta.dirname, 'pages');
const CASES = globSync('*/*.json', { cwd: FOLDER }).sort();
const AS_OF = '2026-11-28 10:00:00';

const rows = z.array(z.record(z.string(), z.unknown()));
const caseSchema = z.strictObject({
  rule: z.string(),
  settings: z.record(z.string(), z.string()).default({}),
  asOf: z.string().default(AS_OF),
  filter: z.string().default(''),
  given: z.record(z.string(), rows),
  expect: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
});

/** The columns that name a row of each statement. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  exec_failures: ['source', 'error_code'],
  exec_messages: ['part', 'category', 'day'],
  exec_missing_rates: ['charge_month', 'category', 'contact_country', 'currency'],
  exec_spend: ['part', 'currency', 'category', 'day'],
  exec_top_costs: ['dimension', 'currency', 'place'],
  exec_top_replies: ['dimension', 'place'],
  exec_unit_cost: ['part', 'currency', 'day'],
  page_options: ['dimension', 'member'],
  page_header: [],
};
const STATEMENTS = PAGE_STATEMENTS.filter(({ name }) => /^(exec|page)_/.test(name));

let lake: PageLake;

beforeAll(async () => {
  lake = await openPageLake();
});

beforeEach(() => lake.set({}));

async function answer(sql: string, query: string): Promise<readonly Row[]> {
  const [header] = await lake.ask(pageStatement('page_header'));
  return lake.ask(askedFor(sql, readFilter(new URLSearchParams(query)), String(header?.today)));
}

function keysOf(name: string, answered: readonly Row[]): readonly string[] {
  return answered.map((row) => JSON.stringify((KEYS[name] ?? []).map((key) => row[key] ?? null)));
}

describe.each([...new Set(CASES.map((path) => dirname(path)))])('%s', (name) => {
  const cases = CASES.filter((path) => dirname(path) === name).map((path) => ({
    name: basename(path, '.json'),
    ...caseSchema.parse(JSON.parse(readFileSync(join(FOLDER, path), 'utf8'))),
  }));

  test.each(cases)('$rule', async (given) => {
    await lake.set(given.settings);
    await lake.give({ agg_watermark: [{ newest_received_at: given.asOf, events: 1 }], ...given.given });
    const answered = await answer(pageStatement(name), given.filter);
    const asked = Object.keys(given.expect[0] ?? {});
    expect(answered.map((row) => Object.fromEntries(asked.map((column) => [column, row[column]])))).toEqual(
      given.expect,
    );
    expect(new Set(keysOf(name, answered)).size).toBe(answered.length);
  });
});

test('every statement has a case', () => {
  const without = STATEMENTS.filter(({ name }) => !CASES.some((path) => dirname(path) === name));
  expect(without.map(({ name }) => name)).toEqual([]);
  expect(STATEMENTS.map(({ name }) => name)).toEqual(Object.keys(KEYS).sort());
});

describe.each(STATEMENTS)('$name', ({ name, sql }) => {
  test('has the columns that name a row', async () => {
    const columns = await lake.columnsOf(sql);
    const keys = KEYS[name] ?? [];
    expect(keys.filter((key) => !columns.includes(key))).toEqual([]);
  });

  test('has no rows while the lake is empty, but for the one of the header', async () => {
    await lake.give({ agg_watermark: [{ newest_received_at: null }] });
    const empty = { as_of: null, today: null, refreshed_at: null, reporting_zone: 'UTC', first_data_day: null };
    expect(await lake.ask(sql)).toEqual(name === 'page_header' ? [empty] : []);
  });

  test('is the same before the first refresh, when there is not even a watermark', async () => {
    await lake.give({});
    expect(await lake.ask(sql)).toHaveLength(name === 'page_header' ? 1 : 0);
  });
});

describe('of many members', () => {
  const numbered = (count: number, row: (name: string, index: number) => object) =>
    Array.from({ length: count }, (_, index) => row(`c${String(index).padStart(3, '0')}`, index));
  const membersOf = async (name: string, tables: Readonly<Record<string, readonly object[]>>) => {
    await lake.give({ agg_watermark: [{ newest_received_at: AS_OF }], ...tables });
    return (await answer(pageStatement(name), 'period=28d')).filter(({ dimension }) => dimension === 'campaign');
  };
  const names = (count: number) => numbered(count, (member) => ({ member })).map((row) => expect.objectContaining(row));

  test('200 are offered, of each slice', async () => {
    const cube_daily = numbered(202, (campaign_id) => ({ day: '2026-11-10', campaign_id, sent: 1 }));
    expect(await membersOf('page_options', { cube_daily })).toEqual(names(200));
  });

  test('50 have a place by reply rate', async () => {
    const cube_daily = numbered(52, (campaign_id, index) => {
      return { day: '2026-11-10', campaign_id, mature_delivered: 100, replied: 99 - index };
    });
    expect(await membersOf('exec_top_replies', { cube_daily })).toEqual(names(50));
  });

  test('50 have a place by cost, in each currency, the first of each before the second', async () => {
    const cube_cost_daily = ['EUR', 'USD'].flatMap((currency) =>
      numbered(52, (campaign_id, index) => {
        return { charge_day: '2026-11-10', currency, campaign_id, charges: 1, known_cost_micros: 99 - index };
      }),
    );
    expect(await membersOf('exec_top_costs', { cube_cost_daily })).toEqual(names(50).flatMap((one) => [one, one]));
  });
});
