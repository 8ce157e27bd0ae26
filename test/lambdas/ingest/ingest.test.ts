import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ingest } from '../../../lambdas/ingest/ingest.ts';
import { envelope, World } from './world.ts';

const THREE = ['k1', 'k2', 'k3'].map((key) => envelope(key));

function published(world: World): readonly string[] {
  return world.stream.map(({ eventKey }) => eventKey);
}

describe('a delivery in a healthy world', () => {
  test('is claimed, then published, then confirmed', async () => {
    const world = new World();
    expect(await ingest(THREE, world.ports)).toEqual({ accepted: 3, duplicates: 0, unfinished: [] });
    const steps = world.done.map((step) => step.split(' ')[0]);
    expect(steps).toEqual([...Array(3).fill('claim'), ...Array(3).fill('publish'), ...Array(3).fill('confirm')]);
    expect(world.states.get('k2')).toBe('done');
  });

  test('that comes again is all duplicates, and publishes none of its items', async () => {
    const world = new World();
    await ingest(THREE, world.ports);
    expect(await ingest(THREE, world.ports)).toEqual({ accepted: 0, duplicates: 3, unfinished: [] });
    expect(world.stream).toHaveLength(3);
  });

  test('that holds an item twice publishes it once', async () => {
    const world = new World();
    const outcome = await ingest([...THREE, envelope('k1'), envelope('k1')], world.ports);
    expect(outcome).toEqual({ accepted: 3, duplicates: 2, unfinished: [] });
    expect(published(world)).toEqual(['k1', 'k2', 'k3']);
  });

  test('reports to the stream how many items of a kind were not new', async () => {
    const world = new World();
    await ingest(THREE, world.ports);
    expect(world.audit).toEqual([]);
    await ingest([...THREE, envelope('k4'), envelope('k4')], world.ports);
    expect(world.audit.map(({ data }) => JSON.parse(data.toString('utf8')).item)).toEqual([
      { source: 'meta', kind: 'message', count: 4 },
    ]);
  });

  test('does not fail if duplicates cannot be reported', async () => {
    const world = new World();
    world.failing.set('publish duplicates.delivery-1.meta.message', 'ServiceUnavailableException');
    const outcome = await ingest([...THREE, envelope('k1')], world.ports);
    expect(outcome).toEqual({ accepted: 3, duplicates: 1, unfinished: [] });
  });

  test('that holds an item twice publishes the first copy, as it would over two deliveries', async () => {
    const world = new World();
    await ingest([envelope('k1', { copy: 'first' }), envelope('k1', { copy: 'second' })], world.ports);
    expect(world.stream.map(({ data }) => data.toString('utf8')).join('')).toContain('first');
  });

  test('waits for all its concurrent duplicates together, not for one after the other', async () => {
    const world = new World();
    const many = Array.from({ length: 300 }, (_, n) => envelope(`k${n}`));
    for (const { eventKey } of many) world.states.set(eventKey, 'pending');
    const start = performance.now();
    const { unfinished } = await ingest(many, world.ports);
    expect(unfinished).toHaveLength(300);
    expect(performance.now() - start).toBeLessThan(1_500);
  });

  test('without items does nothing', async () => {
    const world = new World();
    expect(await ingest([], world.ports)).toEqual({ accepted: 0, duplicates: 0, unfinished: [] });
    expect(world.done).toEqual([]);
  });

  test('with an item in several records counts it once', async () => {
    const world = new World();
    const large = envelope('k1', { body: randomBytes(1_500_000).toString('base64') });
    expect(await ingest([large], world.ports)).toEqual({ accepted: 1, duplicates: 0, unfinished: [] });
    expect(world.stream.length).toBeGreaterThan(1);
  });
});

describe('an item whose claim fails', () => {
  test('does not hold up its neighbours', async () => {
    const world = new World();
    world.failing.set('claim k2', 'InternalServerError');
    expect(await ingest(THREE, world.ports)).toEqual({
      accepted: 2,
      duplicates: 0,
      unfinished: ['InternalServerError'],
    });
    expect(published(world)).toEqual(['k1', 'k3']);
    expect(world.errors).toContain('claim InternalServerError');
  });

  test('is released, for the claim may have been written', async () => {
    const world = new World();
    world.failing.set('claim k2', 'TimeoutError');
    await ingest(THREE, world.ports);
    expect(world.done).toContain('release k2');
  });
});

describe('an item that the stream refuses', () => {
  test('is released, the others are confirmed', async () => {
    const world = new World();
    world.failing.set('publish k2', 'ServiceUnavailableException');
    const outcome = await ingest(THREE, world.ports);
    expect(outcome).toEqual({ accepted: 2, duplicates: 0, unfinished: ['ServiceUnavailableException'] });
    expect([...world.states]).toEqual([
      ['k1', 'done'],
      ['k3', 'done'],
    ]);
  });

  test('is stored when the delivery comes again, and only it', async () => {
    const world = new World();
    world.failing.set('publish k2', 'InternalFailure');
    await ingest(THREE, world.ports);
    world.failing.clear();
    expect(await ingest(THREE, world.ports)).toEqual({ accepted: 1, duplicates: 2, unfinished: [] });
    expect(published(world)).toEqual(['k1', 'k3', 'k2']);
  });

  test('is unfinished once, however often it is in the delivery', async () => {
    const world = new World();
    world.failing.set('publish k1', 'InternalFailure');
    const outcome = await ingest([envelope('k1'), envelope('k1')], world.ports);
    expect(outcome.unfinished).toEqual(['InternalFailure']);
  });
});

describe('what cannot be settled is not fatal: the lease repairs it', () => {
  test('a claim that is not confirmed is on the stream all the same', async () => {
    const world = new World();
    world.failing.set('confirm k1', 'ThrottlingException');
    expect(await ingest(THREE, world.ports)).toEqual({ accepted: 3, duplicates: 0, unfinished: [] });
    expect(world.errors).toEqual(['confirm ThrottlingException']);
  });

  test('a claim that is not released leaves its item unfinished', async () => {
    const world = new World();
    world.failing.set('publish k1', 'InternalFailure').set('release k1', 'ThrottlingException');
    expect(await ingest(THREE, world.ports)).toEqual({ accepted: 2, duplicates: 0, unfinished: ['InternalFailure'] });
  });
});

describe('an item that another request is publishing', () => {
  test('is asked for again when that one does not end', async () => {
    const world = new World();
    world.states.set('k2', 'pending');
    expect(await ingest(THREE, world.ports)).toEqual({
      accepted: 2,
      duplicates: 0,
      unfinished: ['DuplicateInProgress'],
    });
    expect(world.states.get('k2')).toBe('pending');
  });

  test('is a duplicate when that one ends well meanwhile', async () => {
    const world = new World();
    world.states.set('k2', 'pending');
    setTimeout(() => world.states.set('k2', 'done'), 100);
    expect(await ingest(THREE, world.ports)).toEqual({ accepted: 2, duplicates: 1, unfinished: [] });
  });

  test('is ours when that one gives up meanwhile', async () => {
    const world = new World();
    world.states.set('k2', 'pending');
    setTimeout(() => world.states.delete('k2'), 100);
    expect(await ingest(THREE, world.ports)).toEqual({ accepted: 3, duplicates: 0, unfinished: [] });
  });

  test('is published once when concurrent duplicates come in the same moment', async () => {
    const world = new World();
    const outcomes = await Promise.all([ingest(THREE, world.ports), ingest(THREE, world.ports)]);
    expect(published(world).toSorted()).toEqual(['k1', 'k2', 'k3']);
    expect(outcomes.flatMap(({ unfinished }) => unfinished)).toEqual([]);
    expect(outcomes.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(3);
  });
});

test('whatever fails, each item is accounted for, and none that is answered for is missing from the stream', async () => {
  const keys = ['a', 'b', 'c', 'd'];
  const steps = keys.flatMap((key) => ['claim', 'publish', 'confirm', 'release'].map((step) => `${step} ${key}`));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...keys)), fc.subarray(steps), async (delivered, failing) => {
      const world = new World();
      for (const step of failing) world.failing.set(step, 'InternalFailure');
      const { accepted, duplicates, unfinished } = await ingest(
        delivered.map((key) => envelope(key)),
        world.ports,
      );
      expect(accepted + duplicates + unfinished.length).toBe(delivered.length);
      const stored = new Set(published(world));
      if (unfinished.length === 0) expect(stored).toEqual(new Set(delivered));
      for (const [key, state] of world.states) if (state === 'done') expect(stored).toContain(key);
    }),
  );
});
