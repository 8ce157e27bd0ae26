import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { simulate } from 'simulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { COLUMNS } from '../../domain/event/columns.ts';
import { EVENT_TYPES } from '../../domain/event/event-types.ts';
import { readFilter, windowOf } from '../../domain/pages/filter.ts';
import { fillStatement, valuesOf } from '../../domain/pages/statement.ts';
import { emptyLake, landAll, rowsOf as rowsOfDelivery, type ViewRow, viewRows } from '../reference/story-lake.ts';
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

describe('what is listed for data_quality', () => {
  const period = 'period=custom&from=2026-11-01&through=2026-11-18';
  const event = (more: object) => ({
    ...{ event_key: 'a', dt: '2026-11-09', family: 'messaging', event_type: 'message_sent', source: 'meta' },
    ...{ event_at: '2026-11-09 10:00:00.000', received_at: '2026-11-09 10:00:00.000', transform_version: 1 },
    ...more,
  });
  const answer = (statement: string) => viewRows(laptop, `(${asked(statement, period)})`);

  beforeAll(async () => {
    const old = { event_key: 'c', dt: '2026-10-09', event_type: 'message_read', campaign_id: 'old' };
    await land(laptop, [
      [event({})],
      [event({ event_key: 'b', message_key: 'm', direction: 'outbound' })],
      [event({ event_key: 'd', family: 'lake', event_type: 'duplicates_refused', item_count: 3 })],
      [event(old)],
    ]);
    await close(laptop, null, []);
    await applySettings(laptop, {});
  });

  test('every column of events is there once, with how many events of the period have it; those with none first', async () => {
    const rows = await answer('report_quality_fields');
    expect(rows.map(({ field }) => field).sort()).toEqual(COLUMNS.map(({ name }) => name).sort());
    const counts = new Map(rows.map((row) => [row.field, [row.filled, row.fill_rate, row.fill_rate_of]]));
    expect(counts.get('event_key')).toEqual(['2', '1.0', '2']);
    expect(counts.get('message_key')).toEqual(['1', '0.5', '2']);
    expect(counts.get('campaign_id')).toEqual(['0', '0.0', '2']);
    expect(rows.findIndex(({ filled }) => filled !== '0')).toBe(rows.filter(({ filled }) => filled === '0').length);
  });

  test('every event type of the dictionary is there once, with its events of the period', async () => {
    const rows = await answer('report_quality_event_types');
    expect(rows.map((row) => row.event_type).sort()).toEqual(Object.keys(EVENT_TYPES).sort());
    const seen = rows.filter(({ events }) => events !== '0');
    expect(seen).toEqual([
      { event_type: 'duplicates_refused', events: '1', last_day: '2026-11-09' },
      { event_type: 'message_sent', events: '2', last_day: '2026-11-09' },
    ]);
  });
});

describe('over simulated traffic, without a filter and for all days', () => {
  const all = 'period=custom&from=2026-09-20&through=2026-10-02';
  const answer = async (statement: string) => viewRows(laptop, `(${asked(statement, all)})`);
  const number = (row: ViewRow, column: string) => Number(row[column] ?? 0);
  const sum = (rows: readonly ViewRow[], column: string) => rows.reduce((total, row) => total + number(row, column), 0);
  let buttons: readonly ViewRow[];

  beforeAll(async () => {
    emptyLake(laptop);
    await close(laptop, null, []);
    await applySettings(laptop, {});
    const traffic = [...simulate({ messages: 1_000, seed: 7, from: '2026-09-20', through: '2026-09-26' })];
    const rows = traffic.flatMap(({ source, atMs, document }, index) =>
      rowsOfDelivery({ source, document, receivedAtMs: atMs }, index),
    );
    const once = [...new Map(rows.map((row) => [row.event_key, row])).values()];
    await landAll(laptop, 'events/', once);
    buttons = await viewRows(laptop, 'metric_button_clicks');
  });

  test('every click of metric_button_clicks is in a rate, or said to be in none', async () => {
    const [placed] = (await answer('buttons_clicks')).filter(({ part }) => part === 'all');
    const unplaced = await answer('buttons_unplaced');
    expect(number(placed ?? {}, 'clicks') + sum(unplaced, 'clicks')).toBe(sum(buttons, 'clicks'));
    expect(number(placed ?? {}, 'clicks')).toBeGreaterThan(10);
  });

  test('a button of a single campaign, number and place has the rate of metric_button_clicks', async () => {
    const key = ({ template_key, button_id, button_kind }: ViewRow) => `${template_key} ${button_id} ${button_kind}`;
    const places = Map.groupBy(
      buttons.filter((row) => row.click_rate_of !== '0' && row.is_observable === 'true'),
      key,
    );
    const rates = (await answer('buttons_clicks')).filter(({ part }) => part === 'button');
    const pairs = rates.flatMap((row) => {
      const [only, ...others] = places.get(key(row)) ?? [];
      return only === undefined || others.length > 0 ? [] : [[row, only] as const];
    });
    expect(pairs.length).toBeGreaterThan(3);
    const shown = ({ clicks, click_rate, click_rate_of }: ViewRow) => ({ clicks, click_rate, click_rate_of });
    expect(pairs.map(([row]) => shown(row))).toEqual(pairs.map(([, only]) => shown(only)));
  });
});
