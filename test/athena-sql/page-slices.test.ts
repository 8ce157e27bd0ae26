import { beforeAll, describe, expect, test } from 'vitest';
import { readFilter, SLICES } from '../../domain/pages/filter.ts';
import { askedFor, PAGE_STATEMENTS } from '../support/page-statements.ts';
import { openPageLake, type PageLake, type Row } from './page-lake.ts';

const TODAY = '2026-11-28';
const FILTERED = PAGE_STATEMENTS.filter(({ name, sql }) => name.startsWith('exec_') && sql.includes('/* campaign */'));

let lake: PageLake;

beforeAll(async () => {
  lake = await openPageLake();
});

function answer(sql: string, query: string): Promise<readonly Row[]> {
  return lake.ask(askedFor(sql, readFilter(new URLSearchParams(query)), TODAY));
}

/** Rows of every table that the statements read, of messages with these columns. */
function rowsOf(slices: Row, times: number): Readonly<Record<string, readonly object[]>> {
  const days = ['2026-10-20', '2026-11-10', '2026-11-20'];
  const each = { template_key: 'sale/en', ...slices };
  const price = { ...each, charge_month: '2026-11-01', currency: 'USD' };
  const counts = { sent: 90, delivered: 80, read: 40, failed: 9, mature_delivered: 70, replied: 20 };
  return {
    cube_daily: days.map((day) => ({
      ...each,
      day,
      ...timesEach(counts, times),
      outbound_conversations: 10 * times,
      engaged_conversations: 3 * times,
    })),
    cube_failures_daily: days.map((day) => ({ ...each, day, source: 'meta', error_code: 131026, failed: 9 * times })),
    cube_charges_daily: days.map((charge_day) => ({
      ...price,
      charge_day,
      charge_kind: 'charged',
      is_in_service_window: false,
      billable: 8 * times,
      unknown_charges: times,
      known_cost_micros: 7_000 * times,
    })),
    cube_cost_daily: days.map((charge_day) => ({
      ...price,
      charge_day,
      charges: 8 * times,
      known_cost_micros: 7_000 * times,
      engaged_conversations: 3 * times,
      attributed_replies: 4 * times,
    })),
  };
}

function timesEach(counts: Readonly<Record<string, number>>, times: number): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, count * times]));
}

function together(...many: readonly Readonly<Record<string, readonly object[]>>[]): Record<string, object[]> {
  const names = new Set(many.flatMap((one) => Object.keys(one)));
  return Object.fromEntries([...names].map((name) => [name, many.flatMap((one) => one[name] ?? [])]));
}

const COLUMN_OF = {
  number: 'endpoint_id',
  campaign: 'campaign_id',
  category: 'category',
  country: 'contact_country',
  channel: 'channel',
} as const;
const WATERMARK = { agg_watermark: [{ newest_received_at: `${TODAY} 10:00:00`, events: 1 }] };

describe.each(FILTERED)('$name', ({ sql }) => {
  const base = {
    endpoint_id: '200',
    campaign_id: 'autumn',
    category: 'marketing',
    contact_country: 'IN',
    channel: 'whatsapp',
  };
  const quoted = 'Mama\'s /* campaign */ -- "100%" عيد';

  test.each(SLICES)('of one %s is what it would be if there were no other; unknown is what has none', async (slice) => {
    const member = slice === 'category' ? 'authentication_international' : quoted;
    const named = rowsOf({ ...base, [COLUMN_OF[slice]]: member }, 1);
    const none = rowsOf({ ...base, [COLUMN_OF[slice]]: null }, 2);
    const other = rowsOf(base, 4);
    const alone = async (only: typeof named) => {
      await lake.give({ ...WATERMARK, ...only });
      return answer(sql, 'period=28d');
    };
    const [ofNamed, ofNone] = [await alone(named), await alone(none)];
    expect(ofNamed.length).toBeGreaterThan(0);
    await lake.give({ ...WATERMARK, ...together(named, none, other) });
    expect(await answer(sql, `period=28d&${slice}=${encodeURIComponent(member)}`)).toEqual(ofNamed);
    expect(await answer(sql, `period=28d&${slice}=unknown`)).toEqual(ofNone);
    expect(await answer(sql, `period=28d&${slice}=nobody`)).toEqual([]);
    expect(await answer(sql, 'period=28d')).not.toEqual(ofNamed);
  });

  test('of several slices is what has them all', async () => {
    const one = rowsOf(base, 1);
    const others = SLICES.map((slice) => rowsOf({ ...base, [COLUMN_OF[slice]]: 'other' }, 3));
    await lake.give({ ...WATERMARK, ...one });
    const alone = await answer(sql, 'period=28d');
    await lake.give({ ...WATERMARK, ...together(one, ...others) });
    const all = SLICES.map((slice) => `${slice}=${base[COLUMN_OF[slice]]}`).join('&');
    expect(await answer(sql, `period=28d&${all}`)).toEqual(alone);
  });
});
