import { expect, test } from 'vitest';
import type { Envelope } from '../../../domain/event/envelope.ts';
import { meta } from '../../../domain/sources/meta/meta.ts';
import { isTooDeep, MAX_LEVELS, type StorePorts, storeDelivery } from '../../../lambdas/ingest/store-delivery.ts';
import { DOCUMENT } from '../receiver/delivery.ts';

const DELIVERY = { source: meta, deliveryId: 'delivery-1', body: JSON.parse(DOCUMENT) };

function recorded() {
  const ingested: Envelope[] = [];
  const counted = new Map<string, number>();
  const ports: StorePorts = {
    eventKeySecret: async () => 'a secret of the tests, 32 characters',
    ingest: async (envelopes) => {
      ingested.push(...envelopes);
      return { accepted: 0, duplicates: 1, unfinished: ['ThrottlingException'] };
    },
    count: (metric, value) => counted.set(metric, value),
    nowMs: () => 1_795_176_000_000,
    apiVersion: 'v26.0',
  };
  return { ports, ingested, counted };
}

test('each item goes to the stream in an envelope that says whence, when and under which version it came', async () => {
  const { ports, ingested } = recorded();
  await storeDelivery(DELIVERY, ports);
  const receipt = { source: 'meta', deliveryId: 'delivery-1', receivedAtMs: 1_795_176_000_000, apiVersion: 'v26.0' };
  expect(ingested).toEqual([expect.objectContaining(receipt), expect.objectContaining(receipt)]);
  expect(new Set(ingested.map(({ eventKey }) => eventKey)).size).toBe(2);
});

test('what became of the items is counted, and what validation rejected is among the received', async () => {
  const { ports, counted } = recorded();
  expect(await storeDelivery(DELIVERY, ports, 3)).toMatchObject({ duplicates: 1, unfinished: ['ThrottlingException'] });
  expect(Object.fromEntries(counted)).toEqual({
    ItemsReceived: 5,
    ItemsAccepted: 0,
    ItemsDuplicate: 1,
    ItemsUnfinished: 1,
  });
});

test('without the secret of the event keys nothing is stored and nothing counted', async () => {
  const { ports, ingested, counted } = recorded();
  const storing = storeDelivery(DELIVERY, { ...ports, eventKeySecret: async () => Promise.reject(new Error('no')) });
  await expect(storing).rejects.toThrow('no');
  expect([ingested, counted.size]).toEqual([[], 0]);
});

test.each([
  [MAX_LEVELS, false],
  [MAX_LEVELS + 1, true],
])('a body of %d levels: too deep is %s', (levels, expected) => {
  expect(isTooDeep(JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`))).toBe(expected);
});
