import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { People } from '../src/people.ts';
import { type Country, inventedPhone } from '../src/phones.ts';
import { seeded } from '../src/rng.ts';
import { ofKind, trafficOf } from '../src/traffic.ts';
import { ACCOUNTS } from '../src/world.ts';
import { textsIn } from './count.ts';

const CAPACITY: Readonly<Record<Country, number>> = {
  US: 300_000,
  CA: 40_000,
  IN: 1_000_000,
  BR: 1_000_000,
  NG: 1_000_000,
};

const COUNTRIES: readonly Country[] = ['US', 'CA', 'IN', 'BR', 'NG'];

test('property: no two places of a country have the same number', () => {
  const twoPlaces = fc
    .constantFrom(...COUNTRIES)
    .chain((country) =>
      fc.tuple(
        fc.constant(country),
        fc.uniqueArray(fc.nat({ max: CAPACITY[country] - 1 }), { minLength: 2, maxLength: 50 }),
      ),
    );
  fc.assert(
    fc.property(twoPlaces, ([country, places]) => {
      const phones = places.map((place) => inventedPhone(country, place));
      expect(phones).not.toContain(null);
      expect(new Set(phones).size).toBe(places.length);
    }),
  );
});

test('property: no two people have one number, or one user id, at the same time', () => {
  const NOW_MS = Date.UTC(2026, 8, 1);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), (seed) => {
      const people = new People(seeded(seed));
      const all = ACCOUNTS.flatMap((account) => Array.from({ length: 200 }, () => people.newcomer(account, NOW_MS)));
      const changed = all.slice(0, 100);
      for (const person of changed) people.change(person, NOW_MS);
      const phones = all.map(({ phone }) => phone).filter((phone) => phone !== null);
      expect(new Set(phones).size).toBe(phones.length);
      expect(new Set(all.map(({ userId }) => userId)).size).toBe(all.length);
    }),
    { numRuns: 20 },
  );
});

test.each(COUNTRIES)('%s has as many numbers as its ranges hold, and then none', (country) => {
  expect(inventedPhone(country, CAPACITY[country] - 1)).not.toBeNull();
  expect(inventedPhone(country, CAPACITY[country])).toBeNull();
});

/** The ranges of `phones.ts`, Brazil's short ids without their ninth digit among them. */
const NOBODYS = /^\+?(1\d{3}555\d{4}|915555\d{6}|55209?80\d{6}|2347550\d{6})$/;
const OWN = new Set(ACCOUNTS.flatMap(({ numbers }) => numbers.map(({ display }) => display)));
/** Members of Meta's documents and of sends that may hold a number of a person or of the business. */
const PHONES = new Set([
  'wa_id',
  'from',
  'to',
  'phone',
  'recipient_id',
  'recipient_participant_id',
  'display_phone_number',
]);

describe('in the traffic', () => {
  const { deliveries, truths } = trafficOf({ messages: 700, seed: 11, from: '2025-09-01', through: '2026-11-20' });
  const texts = deliveries.flatMap(({ document }) => [...textsIn(document)]);
  // A group stands where a recipient would.
  const groups = new Set(ofKind(truths, 'message').map(({ groupId }) => groupId));

  test('every number is invented, the business’s own too', () => {
    const phones = texts.filter(([name, text]) => PHONES.has(name) && !groups.has(text)).map(([, text]) => text);
    expect(phones.length).toBeGreaterThan(1_000);
    expect(phones.filter((phone) => !NOBODYS.test(phone) && !OWN.has(phone))).toEqual([]);
    expect([...OWN].filter((display) => !/^1555\d{7}$/.test(display))).toEqual([]);
  });

  test('message ids hold an invented number in clear, as Meta’s do, or a user id', () => {
    const ids = new Set(texts.filter(([, text]) => text.startsWith('wamid.')).map(([, text]) => text));
    const parties = [...ids].map((id) => {
      const bytes = Buffer.from(id.slice('wamid.'.length), 'base64');
      return bytes.subarray(3, 3 + (bytes[2] ?? 0)).toString();
    });
    expect(parties.filter((party) => /^\d/.test(party) && !NOBODYS.test(party))).toEqual([]);
    expect(parties.filter((party) => NOBODYS.test(party)).length).toBeGreaterThan(100);
  });

  test('links and names are examples', () => {
    const links = texts.flatMap(([, text]) => [...text.matchAll(/https?:\/\/([^/\s"]+)/g)].map(([, host]) => host));
    expect(new Set(links)).toEqual(new Set(['example.com']));
    expect(new Set(texts.filter(([name]) => name === 'name').map(([, text]) => text))).toContain('Sample Person');
  });
});
