import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SimulateOptions } from '../src/simulate.ts';
import { ofKind, type Traffic, trafficOf } from '../src/traffic.ts';
import type { StatusTruth } from '../src/truth.ts';
import { distinct, type Element, elementsOf, member } from './count.ts';

const DAY_MS = 86_400_000;

const OPTIONS = fc
  .record({
    seed: fc.integer({ min: 1, max: 1e9 }),
    messages: fc.integer({ min: 1, max: 60 }),
    from: fc.constantFrom('2025-06-20', '2025-11-01', '2026-03-25', '2026-09-20'),
    days: fc.integer({ min: 1, max: 25 }),
  })
  .map(({ from, days, ...others }) => {
    const through = new Date(Date.parse(from) + (days - 1) * DAY_MS).toISOString().slice(0, 10);
    return { ...others, from, through };
  });

function everywhere(rule: (traffic: Traffic, options: SimulateOptions) => void, numRuns = 25): void {
  fc.assert(
    fc.property(OPTIONS, (options) => {
      rule(trafficOf(options), options);
    }),
    { numRuns },
  );
}

/** What was delivered, by the words of the vendor's documents. */
function deliveredOf({ deliveries }: Traffic) {
  const all = distinct(deliveries.flatMap(elementsOf));
  const of = (list: string) => all.filter((one) => one.list === list).map(({ element }) => element);
  const messages = of('messages');
  const ofType = (type: string) => messages.filter((one) => member(one, 'type') === type);
  const isTalk = (one: unknown) => !['reaction', 'system'].includes(String(member(one, 'type')));
  return {
    statuses: of('statuses')
      .map((one) => `${member(one, 'id')} ${member(one, 'status')} ${member(one, 'timestamp')}`)
      .sort(),
    inbound: messages
      .filter(isTalk)
      .map((one) => String(member(one, 'id')))
      .sort(),
    echoes: of('message_echoes')
      .map((one) => String(member(one, 'id')))
      .sort(),
    recorded: of('sends')
      .map((one) => String(member(one, 'message_id')))
      .sort(),
    links: of('user_actions').length,
    consents: of('user_preferences').length,
    reactions: ofType('reaction').length,
    changes: ofType('system').length,
  };
}

/** The same by the truth. */
function emittedOf({ truths }: Traffic) {
  const messages = ofKind(truths, 'message');
  const having = (time: 'echoedAtMs' | 'recordedAtMs') =>
    messages
      .filter((one) => one[time] !== null)
      .map(({ id }) => id)
      .sort();
  return {
    statuses: messages
      .flatMap((message) => [message, ...message.participants].flatMap((one) => statusTexts(message.id, one)))
      .sort(),
    inbound: ofKind(truths, 'inbound')
      .map(({ id }) => id)
      .sort(),
    echoes: having('echoedAtMs'),
    recorded: having('recordedAtMs'),
    links: ofKind(truths, 'click').filter(({ clickKind }) => clickKind === 'cta' || clickKind === 'body').length,
    consents: ofKind(truths, 'consent').length,
    reactions: ofKind(truths, 'reaction').length,
    changes: ofKind(truths, 'identity').length,
  };
}

function statusTexts(id: string, status: StatusTruth): readonly string[] {
  const times = {
    sent: status.sentAtMs,
    delivered: status.deliveredAtMs,
    read: status.readAtMs,
    played: status.playedAtMs,
    failed: status.failedAtMs,
  };
  return Object.entries(times).flatMap(([word, atMs]) => (atMs === null ? [] : [`${id} ${word} ${atMs / 1_000}`]));
}

test('property: counted from the documents, whatever their order, batches and repetitions, is what the truth says', () => {
  everywhere((traffic) => expect(deliveredOf(traffic)).toEqual(emittedOf(traffic)));
});

test('property: the same options give the same bytes and truth', () => {
  everywhere((traffic, options) => expect(JSON.stringify(trafficOf(options))).toBe(JSON.stringify(traffic)), 8);
});

test('property: deliveries come by the time of posting, within the days, and nothing is emitted before it happens', () => {
  everywhere(({ deliveries }, { from, through }) => {
    const times = deliveries.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(times.filter((atMs) => atMs < Date.parse(from) || atMs >= Date.parse(through) + DAY_MS)).toEqual([]);
    const early = deliveries.flatMap(elementsOf).filter(({ element, atMs }) => happenedAtMs(element) > atMs);
    expect(early).toEqual([]);
  });
});

function happenedAtMs(element: unknown): number {
  const sentAt = member(element, 'sent_at');
  return typeof sentAt === 'string' ? Date.parse(sentAt) : Number(member(element, 'timestamp')) * 1_000;
}

test('property: what is left out is in neither the documents nor the truth', () => {
  const without = ['groups', 'echoes', 'consent', 'link_clicks'] as const;
  fc.assert(
    fc.property(OPTIONS, (options) => {
      const traffic = trafficOf({ ...options, without });
      const delivered = deliveredOf(traffic);
      expect(delivered).toEqual(emittedOf(traffic));
      expect(delivered).toMatchObject({ echoes: [], links: 0, consents: 0 });
      expect(ofKind(traffic.truths, 'message').filter(({ groupId }) => groupId !== null)).toEqual([]);
    }),
    { numRuns: 10 },
  );
});

describe('over the years', () => {
  const traffic = trafficOf({ messages: 700, seed: 5, from: '2025-05-01', through: '2026-11-20' });
  const elements = traffic.deliveries.flatMap(elementsOf);

  test('deliveries come twice, and elements in two deliveries', () => {
    const texts = traffic.deliveries.map(({ document }) => JSON.stringify(document));
    expect(texts.length - new Set(texts).size).toBeGreaterThan(texts.length / 100);
    expect(elements.length - distinct(elements).length).toBeGreaterThan(elements.length / 100);
  });

  test('some statuses overtake the ones before them', () => {
    const first = new Map<string, number>();
    for (const { list, element, atMs } of elements) {
      const key = `${member(element, 'id')} ${member(element, 'status')}`;
      if (list === 'statuses' && !first.has(key)) first.set(key, atMs);
    }
    const overtaking = [...first].filter(([key, atMs]) => {
      const [id, status] = key.split(' ');
      return status === 'read' && (first.get(`${id} delivered`) ?? 0) > atMs;
    });
    expect(overtaking.length).toBeGreaterThan(0);
  });

  test('every element stands under a number of the account that it is of', () => {
    const byId = new Map(ofKind(traffic.truths, 'message').map(({ id, numberId }) => [id, numberId]));
    const isElsewhere = ({ list, element, numberId }: Element) =>
      list === 'statuses' && byId.get(String(member(element, 'id'))) !== numberId;
    expect(elements.filter(isElsewhere)).toEqual([]);
  });
});

test('elements are batched: up to ten of Meta’s, up to forty sends', () => {
  const { deliveries } = trafficOf({ messages: 2_000, seed: 5, from: '2026-09-21', through: '2026-09-22' });
  const sizes = (source: string) =>
    deliveries.filter((one) => one.source === source).map((one) => elementsOf(one).length);
  expect([Math.min(...sizes('meta')), Math.max(...sizes('meta'))]).toEqual([1, 10]);
  expect(Math.max(...sizes('sends'))).toBeGreaterThan(5);
  expect(Math.max(...sizes('sends'))).toBeLessThanOrEqual(40);
});
