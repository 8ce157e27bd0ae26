import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LandedRow, land, landReference, openLake } from '../athena-sql/lake.ts';
import type { Laptop } from '../support/local-athena.ts';

let laptop: Laptop;

beforeAll(async () => {
  laptop = await openLake();
});

afterAll(() => laptop.close());

const AMONG = { seed: 20_261_121, numRuns: 5, endOnFailure: true };
const DIMENSIONS = ['campaign', 'template', 'category', 'country', 'number', 'channel'];
const VIEWS = [
  'marts/fact_billing_events',
  'metrics/metric_billing',
  'metrics/metric_cost',
  ...['stg_account_terms', 'stg_country_markets', 'stg_rate_periods'].map((name) => `staging/${name}`),
  ...['int_charge_units', 'int_charges', 'int_stated_prices'].map((name) => `intermediate/${name}`),
];
const CONVERSATION_COLUMNS =
  'conversation_key, started_at, started_by, is_engaged, attributed_replies, account_id, campaign_id, template_key, ' +
  'category, contact_country, endpoint_id, channel';

const maybe = <T>(...values: readonly T[]) => fc.constantFrom(null, ...values);
/** Hours about both dates on which the rules changed, and about the end of a month. */
const at = fc
  .record({ day: fc.constantFrom('2025-06-30', '2025-07-31', '2026-09-30'), hour: fc.integer({ min: 0, max: 47 }) })
  .map(({ day, hour }) =>
    new Date(Date.parse(day) + hour * 3_600_000).toISOString().replace('T', ' ').replace('Z', ''),
  );
/** Hours at which some account's clock shows another month than UTC's. */
const atTheEdge = fc
  .record({ day: fc.constantFrom('2025-06-30', '2026-09-30'), hour: fc.constantFrom(12, 20, 25) })
  .map(({ day, hour }) =>
    new Date(Date.parse(day) + hour * 3_600_000).toISOString().replace('T', ' ').replace('Z', ''),
  );
const attributed = {
  account_id: maybe('a1', 'a2', 'a3'),
  campaign_id: maybe('sale', 'news'),
};
const message = fc.record({
  ...attributed,
  event_at: at,
  event_type: fc.constantFrom('message_delivered', 'message_read', 'message_failed'),
  endpoint_id: maybe('n1'),
  contact_country: maybe('IN', 'NG', 'XK'),
  template_name: maybe('offer', 'code'),
  conversation_id: maybe('c1', 'c2', 'c3'),
  pricing_category: maybe('marketing', 'utility', 'service', 'authentication-international', 'referral_conversion'),
  pricing_type: maybe('regular', 'regular', 'free_customer_service', 'free_entry_point', 'odd'),
  amount_minor: fc.option(fc.integer({ min: 0, max: 99 }), { freq: 1, nil: null }),
  currency: maybe('INR', 'JPY', 'KWD'),
});
const conversation = fc.record({
  ...attributed,
  started_at: atTheEdge,
  started_by: fc.constantFrom('business', 'contact'),
  is_engaged: fc.boolean(),
  attributed_replies: fc.integer({ min: 0, max: 3 }),
  template_key: maybe('offer/', 'code/'),
  category: maybe('marketing', 'authentication-international'),
  contact_country: maybe('IN', 'XK'),
  endpoint_id: maybe('n1', 'n2'),
  channel: maybe('whatsapp'),
});

const rate = (market: string, category: string, currency: string, rate_micros: number, tiers: object) => ({
  ...{ card: 'card', is_example: market === 'Nigeria', pricing_model: 'PMP', valid_from: '2025-07-01' },
  ...{ market, category, currency, rate_micros, ...tiers },
});
const REFERENCE = {
  billing_accounts: [
    { account_id: 'a1', time_zone: 'Asia/Kolkata', currency: 'INR' },
    { account_id: 'a2', time_zone: 'America/Sao_Paulo', currency: 'USD', portfolio_id: 'p' },
  ],
  rate_markets: [
    { country: 'IN', market: 'India', valid_from: '2024-01-01' },
    { country: 'NG', market: 'Nigeria', valid_from: '2024-01-01' },
  ],
  rate_cards: [
    rate('India', 'marketing', 'INR', 784_600, {}),
    rate('India', 'utility', 'INR', 115_000, { tier_to: 3 }),
    rate('India', 'utility', 'INR', 90_000, { tier_from: 4 }),
    rate('Nigeria', 'marketing', 'USD', 51_600, {}),
    {
      ...rate('India', 'marketing', 'INR', 780_000, {}),
      pricing_model: 'CBP',
      valid_from: '2024-01-01',
      valid_to: '2025-07-01',
    },
  ],
};

test('whatever is charged, the members of each dimension add up to the whole, and the whole to the charges', async () => {
  const messages = fc.array(message, { minLength: 60, maxLength: 120 });
  const conversations = fc.array(conversation, { minLength: 10, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(messages, conversations, async (sent, talks) => {
      await landMessages(sent);
      await placeConversations(talks);
      const rows = await metricCost();
      const whole = sums(rows, 'all');
      expect(whole).toEqual(await charged(talks));
      for (const dimension of DIMENSIONS) expect(sums(rows, dimension)).toEqual(whole);
    }),
    AMONG,
  );
});

test('the checks beside the views hold, whatever is charged', async () => {
  const [sent = []] = fc.sample(fc.array(message, { minLength: 120, maxLength: 120 }), {
    seed: AMONG.seed,
    numRuns: 1,
  });
  await landMessages(sent);
  for (const view of VIEWS) await holdChecks(view);
});

test('a stated price has the digits of its currency, of every currency', async () => {
  const currencies = Intl.supportedValuesOf('currency');
  await landMessages(
    currencies.map((currency) => ({
      event_at: '2026-03-02 10:00:00.000',
      event_type: 'message_delivered',
      amount_minor: 1,
      currency,
    })),
  );
  const [, ...rows] = await laptop.rows('SELECT currency, price_micros FROM int_stated_prices ORDER BY 1');
  expect(rows.map(([currency, price]) => [currency, Number(price)])).toEqual(
    currencies.toSorted().map((currency) => [currency, 10 ** (6 - digitsOf(currency))]),
  );
});

function digitsOf(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return maximumFractionDigits ?? 2;
}

async function landMessages(messages: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
  const rows = messages.map((given, index): LandedRow => {
    const key = `m${index}`;
    const dt = String(given.event_at).slice(0, 10);
    const fixed = { transform_version: 1, direction: 'outbound', family: 'messaging', received_at: given.event_at };
    return { ...given, ...fixed, event_key: key, message_key: key, dt };
  });
  await land(laptop, [...Map.groupBy(rows, ({ dt }) => dt).values()]);
  await landReference(laptop, REFERENCE);
}

/** In place of the conversations that the messages would make: any there may be. */
async function placeConversations(talks: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
  const literal = (value: unknown) =>
    value === null ? 'NULL' : typeof value === 'boolean' ? String(value) : `'${value}'`;
  const rows = talks.map((talk, index) => {
    const { started_at, started_by, is_engaged, attributed_replies, account_id, campaign_id, template_key } = talk;
    const { category, contact_country, endpoint_id, channel } = talk;
    const named = [account_id, campaign_id, template_key, category, contact_country, endpoint_id, channel];
    const texts = named.map((value) => `CAST(${literal(value)} AS varchar)`).join(', ');
    const replies = `CAST(${attributed_replies} AS bigint)`;
    return `('t${index}', TIMESTAMP '${started_at}', '${started_by}', ${is_engaged}, ${replies}, ${texts})`;
  });
  const { Status } = await laptop.run(
    `CREATE OR REPLACE VIEW fact_conversations AS SELECT * FROM (VALUES ${rows.join(', ')}) AS t (${CONVERSATION_COLUMNS})`,
  );
  expect(Status?.State).toBe('SUCCEEDED');
}

type CostRow = readonly (string | undefined)[];

async function metricCost(): Promise<readonly CostRow[]> {
  const [, ...rows] = await laptop.rows(`
    SELECT dimension, charge_month, currency, charges, unknown_charges, known_cost_micros, engaged_conversations,
      attributed_replies
    FROM metric_cost`);
  return rows;
}

/** Of a dimension's members by month and currency: charges, those of unknown cost, known cost, engaged conversations, replies. */
function sums(rows: readonly CostRow[], dimension: string): ReadonlyMap<string, readonly number[]> {
  const ofDimension = rows.filter(([name]) => name === dimension);
  const keyed = ofDimension.map(
    ([, month, currency, ...numbers]) => [`${month} ${currency}`, numbers.map(Number)] as const,
  );
  return totalled(keyed);
}

function totalled(parts: readonly (readonly [string, readonly number[]])[]): ReadonlyMap<string, readonly number[]> {
  const totals = [...Map.groupBy(parts, ([key]) => key)].map(([key, same]) => {
    const numbers = [0, 1, 2, 3, 4].map((index) => same.reduce((sum, [, part]) => sum + (part[index] ?? 0), 0));
    return [key, numbers] as const;
  });
  return new Map(totals.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The same from the fact, one charge at a time; engaged conversations from what was drawn. */
async function charged(
  talks: readonly Readonly<Record<string, unknown>>[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const [, ...rows] = await laptop.rows(
    'SELECT charge_month, currency, charge_kind, cost_source, cost_micros FROM fact_billing_events',
  );
  const parts = rows.map(([month, currency, kind, source, cost]) => {
    const isCharge = kind === 'charged' || kind === 'unknown';
    return [`${month} ${currency}`, [Number(isCharge), Number(source === 'unknown'), Number(cost ?? 0), 0, 0]] as const;
  });
  const ofTalks = talks.flatMap(({ account_id, started_at, started_by, is_engaged, attributed_replies }) => {
    const { time_zone, currency } = REFERENCE.billing_accounts.find((one) => one.account_id === account_id) ?? UNNAMED;
    const engaged = Number(started_by === 'business' && is_engaged === true);
    const replies = Number(attributed_replies);
    if (engaged + replies === 0) return [];
    return [[`${monthIn(time_zone, String(started_at))} ${currency}`, [0, 0, 0, engaged, replies]] as const];
  });
  return totalled([...parts, ...ofTalks]);
}

const UNNAMED = { time_zone: 'UTC', currency: 'USD' };

function monthIn(timeZone: string, at: string): string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(
    new Date(`${at.replace(' ', 'T')}Z`),
  );
  return `${day.slice(0, 7)}-01`;
}

async function holdChecks(view: string): Promise<void> {
  const text = readFileSync(join(import.meta.dirname, '../../athena-sql', `${view}.checks.sql`), 'utf8');
  for (const check of text.split(';').filter((part) => part.includes('-- fail: '))) {
    const [, ...offending] = await laptop.rows(check.replaceAll(/^--.*$/gm, ''));
    expect(offending, check).toEqual([]);
  }
}
