import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCsv } from '../../domain/imports/csv.ts';
import { checkImport, type ReferenceFile, recordsOf } from '../../domain/imports/import.ts';
import type { ReferenceKind } from '../../domain/imports/tables.ts';
import type { Laptop } from '../support/local-athena.ts';
import { type LandedRow, land, landReference, openLake } from './lake.ts';

/**
 * Bills that were computed by hand, of three accounts across both dates at which Meta changed what it charges. The lines
 * stand in golden-months/<account>.csv: when the first of its messages was delivered (UTC, the others a second apart each),
 * what the account's clock showed, what Meta stated, what the whole line costs, and why. Rates: golden-months/rate-cards.csv.
 *
 * India, INR, Asia/Kolkata (UTC+5:30)
 *   June 2025       in-1 0.78 + in-2 0.30                                                       = 1.08
 *                   free: in-3, in-4 (one conversation each); in-5 failed
 *   July 2025       in-6 0.7846 + in-7 (3 × 0.115 + 1 × 0.10 = 0.445)                           = 1.2296
 *                   free: 2 of in-8; unknown: in-9
 *   September 2026  in-10 0.8631 + in-13 6.00                                                   = 6.8631
 *                   free: 5 of in-11 + 2 of in-12
 *   October 2026    in-14 0.115 + in-15 2.50 + in-17 (1,003 − 1,000 = 3 × 0.115 = 0.345)
 *                   + in-19 (2 × 0.115 + 1 × 0.10 = 0.33, for in-14 was the first of the tier)    = 3.29
 *                   free: 5 of in-16 + 1,000 of in-17 + 10 of in-18; in-20 failed
 *   November 2026   free: in-21
 *
 * Nigeria, USD, Africa/Lagos (UTC+1)
 *   June 2025       ng-1 0.0516 + ng-2 0.025                                                    = 0.0766
 *   July 2025       ng-3 0.0516 + ng-4 (2 × 0.0067 + 3 × 0.006 + 2 × 0.005 = 0.0414)            = 0.093
 *                   ng-5: charged, at a rate that nobody knows; free: 2 of ng-6
 *   September 2026  free: 4 of ng-7
 *   October 2026    ng-9 (999 of ng-8 came before, so 1 is free; 2 × 0.0067 = 0.0134)
 *                   + ng-10 (2 × 0.0067 = 0.0134)                                               = 0.0268
 *                   free: 999 of ng-8 + 1 of ng-9; unknown: ng-11
 *
 * Brazil, BRL, America/Sao_Paulo (UTC−3)
 *   June 2025       br-1 0.35 + br-2 0.05                                                       = 0.40
 *   July 2025       br-3 0.3437 + br-4 (3 × 0.0374 = 0.1122)                                    = 0.4559
 *                   br-5 was never delivered; br-6: 2 charged, at a rate that nobody knows
 *   September 2026  free: 3 of br-7 + 1 of br-8
 *   October 2026    br-9 0.0374 + br-10 (1,001 − 1,000 = 1 × 0.0374)                            = 0.0748
 *                   free: 1,000 of br-10 + br-11
 */
const BILLS: Readonly<Record<string, readonly Bill[]>> = {
  india: [
    { month: '2025-06-01', cost: '1.080000', billable: 2, free: 2, unknown: 0, unpriced: 0 },
    { month: '2025-07-01', cost: '1.229600', billable: 5, free: 2, unknown: 1, unpriced: 1 },
    { month: '2026-09-01', cost: '6.863100', billable: 2, free: 7, unknown: 0, unpriced: 0 },
    { month: '2026-10-01', cost: '3.290000', billable: 8, free: 1015, unknown: 0, unpriced: 0 },
    { month: '2026-11-01', cost: '0.000000', billable: 0, free: 1, unknown: 0, unpriced: 0 },
  ],
  nigeria: [
    { month: '2025-06-01', cost: '0.076600', billable: 2, free: 0, unknown: 0, unpriced: 0 },
    { month: '2025-07-01', cost: '0.093000', billable: 9, free: 2, unknown: 0, unpriced: 1 },
    { month: '2026-09-01', cost: '0.000000', billable: 0, free: 4, unknown: 0, unpriced: 0 },
    { month: '2026-10-01', cost: '0.026800', billable: 4, free: 1000, unknown: 1, unpriced: 1 },
  ],
  brazil: [
    { month: '2025-06-01', cost: '0.400000', billable: 2, free: 0, unknown: 0, unpriced: 0 },
    { month: '2025-07-01', cost: '0.455900', billable: 6, free: 0, unknown: 0, unpriced: 2 },
    { month: '2026-09-01', cost: '0.000000', billable: 0, free: 4, unknown: 0, unpriced: 0 },
    { month: '2026-10-01', cost: '0.074800', billable: 2, free: 1001, unknown: 0, unpriced: 0 },
  ],
};

interface Bill {
  readonly month: string;
  readonly cost: string;
  readonly billable: number;
  readonly free: number;
  readonly unknown: number;
  /** Units whose cost is not known, be it that the rate is not or whether they are charged at all. */
  readonly unpriced: number;
}

interface Line {
  readonly account: string;
  readonly id: string;
  readonly firstUtc: string;
  readonly number: string;
  readonly country: string;
  readonly messages: number;
  readonly conversation: string;
  readonly category: string;
  readonly type: string;
  readonly status: string;
  /** Of the whole line, in the currency's main unit; `unknown`, or `none` where nothing is charged nor free. */
  readonly cost: string;
}

const ACCOUNTS = Object.keys(BILLS);
const LINES = ACCOUNTS.flatMap(linesOf);

let laptop: Laptop;

beforeAll(async () => {
  laptop = await openLake();
  const byDay = Map.groupBy(LINES.flatMap(rowsOf), ({ dt }) => dt);
  await land(laptop, [...byDay.values()]);
  await landReference(laptop, {
    rate_cards: reference('rate_cards', 'rate-cards.csv'),
    rate_markets: reference('rate_markets', 'rate-markets.csv'),
    billing_accounts: reference('billing_accounts', 'billing-accounts.csv'),
  });
});

afterAll(() => laptop.close());

describe.each(ACCOUNTS)('the bill of %s', (account) => {
  test.each(BILLS[account] ?? [])('$month: $cost', async (bill) => {
    const [, row] = await laptop.rows(`
      SELECT sum(coalesce(cost_micros, 0)), sum(billable), sum(free), sum(unknown),
        sum(CASE WHEN cost_source = 'unknown' THEN billable + unknown ELSE 0 END)
      FROM metric_billing WHERE account_id = '${account}' AND charge_month = DATE '${bill.month}'`);
    const [cost, billable, free, unknown, unpriced] = row?.map(Number) ?? [];
    expect({ cost: micros(Number(cost)), billable, free, unknown, unpriced }).toEqual({
      cost: bill.cost,
      billable: bill.billable,
      free: bill.free,
      unknown: bill.unknown,
      unpriced: bill.unpriced,
    });
  });

  test('has no other months', async () => {
    const [, ...months] = await laptop.rows(
      `SELECT DISTINCT charge_month FROM metric_billing WHERE account_id = '${account}' ORDER BY 1`,
    );
    expect(months.flat()).toEqual(BILLS[account]?.map(({ month }) => month));
  });
});

test('each line costs what its file says', async () => {
  const [, ...rows] = await laptop.rows(
    `SELECT split_part(message_key, '/', 1), count(*), count(cost_micros), sum(cost_micros)
    FROM fact_billing_events GROUP BY 1`,
  );
  const byId = new Map(rows.map(([id, units, priced, cost]) => [id, { units, priced, cost: Number(cost) }]));
  const costs = LINES.map(({ id }) => {
    const line = byId.get(id);
    if (line === undefined) return [id, 'none'];
    return [id, line.priced === line.units ? micros(line.cost) : 'unknown'];
  });
  const expected = LINES.map(({ id, cost }) => [id, /\d/.test(cost) ? Number(cost).toFixed(6) : cost]);
  expect(costs).toEqual(expected);
});

function micros(amount: number): string {
  return (amount / 1_000_000).toFixed(6);
}

function read(name: string): string {
  return readFileSync(join(import.meta.dirname, 'golden-months', name), 'utf8');
}

function linesOf(account: string): readonly Line[] {
  const [, ...records] = readCsv(read(`${account}.csv`));
  return records.map(({ fields }) => {
    const [id = '', firstUtc = '', , number = '', country = '', messages, conversation = ''] = fields;
    const [category = '', type = '', status = '', cost = ''] = fields.slice(7);
    return {
      account,
      id,
      firstUtc,
      number,
      country,
      messages: Number(messages),
      conversation,
      category,
      type,
      status,
      cost,
    };
  });
}

function rowsOf(line: Line): readonly LandedRow[] {
  return Array.from({ length: line.messages }, (_, index): LandedRow => {
    const key = `${line.id}/${String(index).padStart(4, '0')}`;
    const at = new Date(Date.parse(`${line.firstUtc.replace(' ', 'T')}Z`) + index * 1000).toISOString();
    // What Meta stated: until July 2025 a price by conversation, without a type; in one line no price at all.
    const isPriced = line.type !== '' || line.conversation !== '' || line.category === 'service';
    return {
      event_key: key,
      dt: at.slice(0, 10),
      family: 'messaging',
      event_type: `message_${line.status}`,
      event_at: at.replace('T', ' ').replace('Z', ''),
      received_at: at.replace('T', ' ').replace('Z', ''),
      transform_version: 1,
      direction: 'outbound',
      channel: 'whatsapp',
      account_id: line.account,
      endpoint_id: line.number,
      contact_country: line.country,
      message_key: key,
      conversation_id: line.conversation === '' ? null : line.conversation,
      template_category: isPriced ? null : line.category,
      pricing_category: isPriced ? line.category : null,
      pricing_type: line.type === '' ? null : line.type,
    };
  });
}

function reference(kind: ReferenceKind, name: string): readonly object[] {
  const file: ReferenceFile = { kind, name, records: recordsOf(name, read(name)) };
  const { faults, ndjson } = checkImport(file, []);
  expect(faults).toEqual([]);
  return ndjson
    .trim()
    .split('\n')
    .map((line): object => JSON.parse(line));
}
