import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Laptop } from '../support/local-athena.ts';
import { type LandedRow, land, openLake, VIEW_FILES } from './lake.ts';
import { type ContactEvent, groupsByUnionFind } from './union-find.ts';

let laptop: Laptop;

beforeAll(async () => {
  laptop = await openLake(
    VIEW_FILES.filter(({ name }) =>
      /^(events|int_reporting_events|int_window_events|int_alias_(assertions|terms|persons))$/.test(name),
    ),
  );
});

afterAll(() => laptop.close());

const FIRST_MS = Date.UTC(2026, 10, 1);
const AMONG = { seed: 20_261_121, numRuns: 5 };

/** Few names, so that contacts meet, pass numbers on and take them back. */
const named = (prefix: string, count: number) =>
  fc.option(
    fc.integer({ min: 1, max: count }).map((number) => `${prefix}${number}`),
    { nil: null, freq: 2 },
  );
const event = fc.record({
  atMs: fc.integer({ min: 0, max: 30 }).map((hours) => FIRST_MS + hours * 3_600_000),
  bsuid_key: named('b', 4),
  phone_key: named('p', 3),
  parent_bsuid_key: named('x', 1),
  username_key: named('u', 2),
  previous_bsuid_key: named('b', 4),
  previous_phone_key: named('p', 3),
});

/** Each group's aliases are its own: many small graphs in one lake, for a query costs more than its rows. */
function inOneLake(groups: readonly (readonly Omit<ContactEvent, 'event_key'>[])[]): ContactEvent[] {
  return groups.flatMap((events, group) =>
    events.map((one, index) => ({
      ...Object.fromEntries(Object.entries(one).map(([name, value]) => [name, ofGroup(value, group)])),
      atMs: one.atMs,
      event_key: `${group}-${index}`,
    })),
  );
}

function ofGroup(value: unknown, group: number): string | null {
  return typeof value === 'string' ? `g${group}${value}` : null;
}

async function personsOf(events: readonly ContactEvent[]): Promise<string[]> {
  const rows = events.map(({ atMs, ...keys }): LandedRow => {
    const at = new Date(atMs).toISOString().replace('T', ' ').replace('Z', '');
    return { ...keys, event_at: at, received_at: at, transform_version: 1, dt: '2026-11-01', family: 'messaging' };
  });
  await land(laptop, [rows]);
  const [, ...groups] = await laptop.rows(
    "SELECT array_join(array_agg(term_key ORDER BY term_key), ' ') AS terms FROM int_alias_persons GROUP BY person_key ORDER BY 1",
    { MaxResults: 1000 },
  );
  return groups.map(([terms]) => terms ?? '').sort();
}

test('aliases are one person exactly when statements join them', async () => {
  const groups = fc.array(fc.array(event, { minLength: 1, maxLength: 7 }), { minLength: 60, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(groups, async (drawn) => {
      const events = inOneLake(drawn);
      expect(await personsOf(events)).toEqual(groupsByUnionFind(events));
    }),
    AMONG,
  );
});

test('a chain of changes of user id is one person: 32 in the order of time, eight stated in any order', async () => {
  const inTime = Array.from({ length: 32 }, (_, index) => index);
  const anyOrder = fc.shuffledSubarray(inTime.slice(0, 8), { minLength: 8 });
  await fc.assert(
    fc.asyncProperty(fc.array(anyOrder, { minLength: 60, maxLength: 60 }), async (orders) => {
      const events = inOneLake([inTime, ...orders].map(chainStated));
      expect(await personsOf(events)).toEqual(groupsByUnionFind(events));
    }),
    AMONG,
  );
});

/** The change from user id n to n + 1 is stated in the hour in which the order names n. */
function chainStated(order: readonly number[]): Omit<ContactEvent, 'event_key'>[] {
  return order.map((change, hour) => ({
    atMs: FIRST_MS + hour * 3_600_000,
    previous_bsuid_key: `b${change}`,
    bsuid_key: `b${change + 1}`,
  }));
}
