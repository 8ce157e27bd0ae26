import { beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../domain/pages/filter.ts';
import { type BothLake, keyed, ofMember, openBothLake, PERIODS, partOf, picked, TODAY } from './page-equality.ts';
import type { Row } from './page-lake.ts';

/** What a page's statements and the views of metrics can both answer is equal: days, weeks and months, of every member. */
const MONDAYS = ['2026-09-28', '2026-10-19'];
const DAYS = ['2026-09-30', addDays(TODAY, -8), TODAY];
const MONTHS = ['2026-09', '2026-10'];
const RATES = ['delivered_rate', 'read_rate', 'failure_rate', 'reply_rate'];
const MESSAGES = ['sent', 'delivered', 'read', 'failed', 'mature_delivered', 'replied', ...RATES];
const ENGAGEMENT = ['outbound_conversations', 'engaged_conversations', 'engaged_rate'];
const OF_MESSAGES = '*, reply_rate_of AS mature_delivered';

let lake: BothLake;
/** Each dimension of the views of metrics that a page has too, with its members, and `all`. */
let members: readonly Row[];

beforeAll(async () => {
  lake = await openBothLake();
  members = await lake.metric(`
    SELECT DISTINCT dimension, member FROM metric_messages WHERE dimension <> 'template'
    UNION SELECT DISTINCT dimension, member FROM metric_cost WHERE dimension <> 'template' ORDER BY 1, 2`);
});

describe.each([
  ['day', DAYS],
  ['week', MONDAYS],
] as const)('by %s', (period, days) => {
  const rowsOf = (view: string, day: string, columns = '*') =>
    lake.metric(`SELECT ${columns} FROM ${view} WHERE period = '${period}' AND period_start = DATE '${day}'`);

  test.each(days)('exec_messages is metric_messages and metric_engagement on %s', async (day) => {
    const messages = await rowsOf('metric_messages', day, OF_MESSAGES);
    const engagement = await rowsOf('metric_engagement', day);
    for (const slice of members) {
      const [all] = partOf(await lake.page('exec_messages', PERIODS[period](day), slice), 'all');
      const [sent, talk] = [ofMember(messages, slice), ofMember(engagement, slice)];
      if (sent) expect(picked(all, MESSAGES)).toEqual(picked(sent, MESSAGES));
      if (talk) expect(picked(all, ENGAGEMENT)).toEqual(picked(talk, ENGAGEMENT));
      expect([all?.sent ?? 0, all?.outbound_conversations ?? 0]).toEqual([
        sent?.sent ?? 0,
        talk?.outbound_conversations ?? 0,
      ]);
    }
    expect(messages.length).toBeGreaterThan(10);
  });

  test.each(days)('exec_failures is metric_failures on %s', async (day) => {
    const numbers = ['failed', 'failure_rate', 'failure_rate_of'];
    const failures = await rowsOf('metric_failures', day);
    for (const slice of members) {
      const rows = await lake.page('exec_failures', PERIODS[period](day), slice);
      const codes = failures.filter((row) => row.dimension === slice.dimension && row.member === slice.member);
      expect(keyed(rows, ['error_code'], numbers)).toEqual(keyed(codes, ['error_code'], numbers));
    }
    if (period === 'week') expect(failures.length).toBeGreaterThan(10);
  });
});

test('the period before has the numbers of the week before, and a change is the difference', async () => {
  const weeks = (day: string) =>
    lake.metric(`SELECT * FROM metric_messages WHERE period = 'week' AND period_start = DATE '${day}'`);
  const [ofBefore, ofNow] = [await weeks('2026-10-05'), await weeks('2026-10-12')];
  for (const slice of members) {
    const [all] = partOf(await lake.page('exec_messages', PERIODS.week('2026-10-12'), slice), 'all');
    const [before, now] = [ofMember(ofBefore, slice), ofMember(ofNow, slice)];
    expect(all?.sent_before ?? 0).toBe(before?.sent ?? 0);
    for (const rate of RATES) {
      const [was, is] = [before?.[rate] ?? null, now?.[rate] ?? null];
      expect(all?.[`${rate}_before`] ?? null).toBe(was);
      expect(all?.[`${rate}_change`] ?? null).toBe(was === null || is === null ? null : Number(is) - Number(was));
    }
  }
});

test('the days of exec_messages are those of metric_messages, complete where they are', async () => {
  const days = partOf(await lake.page('exec_messages', { kind: '90d' }), 'day').filter(({ sent }) => sent !== 0);
  const expected = await lake.metric(
    `SELECT ${OF_MESSAGES}, period_start AS day FROM metric_messages WHERE period = 'day' AND dimension = 'all'`,
  );
  const numbers = [...MESSAGES, 'is_complete'];
  expect(keyed(days, ['day'], numbers)).toEqual(keyed(expected, ['day'], numbers));
  expect(new Set(days.map(({ is_complete }) => is_complete))).toEqual(new Set([true, false]));
  expect(days.filter(({ is_running }) => is_running === true).map(({ day }) => day)).toEqual([TODAY]);
});

test.each(['campaign', 'template'])('exec_top_replies is metric_messages by %s', async (dimension) => {
  const rows = (await lake.page('exec_top_replies', { kind: '90d' })).filter((row) => row.dimension === dimension);
  const expected = await lake.metric(`
    SELECT member, CAST(sum(sent) AS bigint) AS sent, CAST(sum(delivered) AS bigint) AS delivered,
      CAST(sum(reply_rate_of) AS bigint) AS mature_delivered, CAST(sum(replied) AS bigint) AS replied
    FROM metric_messages
    WHERE period = 'week' AND dimension = '${dimension}' GROUP BY member HAVING sum(reply_rate_of) >= 30`);
  const numbers = ['sent', 'delivered', 'mature_delivered', 'replied'];
  expect(keyed(rows, ['member'], numbers)).toEqual(keyed(expected, ['member'], numbers));
  expect(rows.length).toBeGreaterThan(0);
});

describe.each(MONTHS)('in %s', (month) => {
  const period = { kind: 'month', month } as const;
  const inMonth = `charge_month = DATE '${month}-01'`;
  const MONEY = ['unknown_charges', 'cost_micros', 'known_cost_micros'];
  const UNITS = ['billable', 'free', 'unknown', ...MONEY];
  const COSTS = [
    ...MONEY,
    ...['engaged_conversations', 'attributed_replies', 'cost_per_engaged_micros', 'cost_per_reply_micros'],
  ];

  test.each([
    ['all', ['currency']],
    ['category', ['currency', 'category']],
    ['day', ['currency', 'day']],
  ])('exec_spend is metric_billing: %s', async (part, keys) => {
    const billed = await lake.metric(`
      SELECT *, 'all' AS "all", charge_day AS day, endpoint_id AS number, campaign_id AS campaign,
        contact_country AS country FROM metric_billing WHERE ${inMonth}`);
    for (const slice of members) {
      const rows = partOf(await lake.page('exec_spend', period, slice), part);
      const ofSlice = billed.filter((row) => row[String(slice.dimension)] === slice.member);
      const units = rows.filter(({ billable, free, unknown }) =>
        [billable, free, unknown].some((count) => count !== 0),
      );
      expect(keyed(units, keys, UNITS)).toEqual(keyed(added(ofSlice, keys), keys, UNITS));
    }
  });

  test('exec_unit_cost is metric_cost', async () => {
    const costs = await lake.metric(`SELECT * FROM metric_cost WHERE ${inMonth}`);
    for (const slice of members) {
      const rows = partOf(await lake.page('exec_unit_cost', period, slice), 'all');
      const expected = costs.filter((row) => row.dimension === slice.dimension && row.member === slice.member);
      const currencies = new Set(expected.map(({ currency }) => currency));
      // The other currencies are of the period before.
      const known = rows.filter(({ currency }) => currencies.has(currency ?? null));
      expect(keyed(known, ['currency'], COSTS)).toEqual(keyed(expected, ['currency'], COSTS));
    }
  });

  test.each(['campaign', 'template'])('exec_top_costs is metric_cost by %s', async (dimension) => {
    const rows = (await lake.page('exec_top_costs', period)).filter((row) => row.dimension === dimension);
    const expected = await lake.metric(
      `SELECT * FROM metric_cost WHERE ${inMonth} AND dimension = '${dimension}' AND charges > 0`,
    );
    const [keys, numbers] = [
      ['currency', 'member'],
      ['charges', ...COSTS],
    ];
    expect(keyed(rows, keys, numbers)).toEqual(keyed(expected, keys, numbers));
    expect(rows.length).toBeGreaterThan(3);
  });

  test('exec_missing_rates has the charges without a rate', async () => {
    const missing = await lake.page('exec_missing_rates', period);
    const charges = await lake.metric(`
      SELECT coalesce(category, 'unknown') AS category, coalesce(contact_country, 'unknown') AS contact_country,
        currency, count(*) AS charges
      FROM fact_billing_events WHERE ${inMonth} AND charge_kind = 'charged' AND cost_source = 'unknown' GROUP BY 1, 2, 3`);
    const keys = ['category', 'contact_country', 'currency'];
    expect(keyed(missing, keys, ['charges'])).toEqual(keyed(charges, keys, ['charges']));
    expect(missing.length).toBeGreaterThan(0);
    for (const row of await lake.page('exec_spend', period))
      expect(row.cost_micros).toBe(row.unknown_charges === 0 ? row.known_cost_micros : null);
  });
});

/** The sums of rows by their keys: a cost is known where that of every charge is. */
function added(rows: readonly Row[], keys: readonly string[]): readonly Row[] {
  return [...Map.groupBy(rows, (row) => JSON.stringify(picked(row, keys))).values()].map((group) => {
    const sum = (name: string) => group.reduce((total, row) => total + Number(row[name]), 0);
    const names = ['billable', 'free', 'unknown', 'unknown_charges', 'known_cost_micros'];
    const sums = Object.fromEntries(names.map((name) => [name, sum(name)]));
    return {
      ...picked(group[0], keys),
      ...sums,
      cost_micros: sums.unknown_charges === 0 ? sum('known_cost_micros') : null,
    };
  });
}
