import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ingest } from '../../../lambdas/ingest/ingest.ts';
import { SLICE_LIMITS, slicesOf } from '../../../lambdas/ingest/slices.ts';
import { envelope, World } from './world.ts';

const many = (count: number) => Array.from({ length: count }, (_, n) => envelope(`k${n}`));

function slicedWorld(items: number): World {
  const world = new World();
  world.sliceLimits = { ...SLICE_LIMITS, items };
  return world;
}

/** The steps as they were taken, without those on slices. */
function itemSteps({ done }: World): readonly string[] {
  return done.filter((step) => !step.includes('slice.'));
}

function counts({ audit }: World): readonly number[] {
  return audit.map(({ data }) => JSON.parse(data.toString('utf8')).item.count);
}

describe('slices', () => {
  test('hold at most as many items and bytes as they may, and every item once', () => {
    const envelopes = many(10).map((one, n) => envelope(one.eventKey, 'x'.repeat(n * 100)));
    const slices = [...slicesOf(envelopes, { items: 4, bytes: 2_000 })];
    for (const { items } of slices) {
      const bytes = items.flatMap(({ records }) => records).reduce((sum, { length }) => sum + length, 0);
      expect(items.length).toBeLessThanOrEqual(4);
      expect(bytes).toBeLessThanOrEqual(2_000);
    }
    expect(slices.flatMap(({ items }) => items.map((item) => item.envelope))).toEqual(envelopes);
    expect(slices.length).toBeGreaterThan(3);
  });

  test('an item larger than a slice is a slice of its own', () => {
    const slices = [
      ...slicesOf([...many(1), envelope('large', 'x'.repeat(5_000)), ...many(1)], { items: 4, bytes: 2_000 }),
    ];
    expect(slices.map(({ items }) => items.length)).toEqual([1, 1, 1]);
  });

  test('have a key by their items, a delivery of one slice has none', () => {
    const keys = (count: number) => [...slicesOf(many(count), { items: 4, bytes: 1e6 })].map(({ key }) => key);
    expect(keys(4)).toEqual([null]);
    expect(keys(12)).toEqual(keys(12));
    expect(new Set(keys(12)).size).toBe(3);
    expect(keys(5)[0]).toBe(keys(12)[0]);
  });
});

describe('a delivery of several slices', () => {
  test('is claimed, published and confirmed slice by slice', async () => {
    const world = slicedWorld(2);
    expect(await ingest(many(3), world.ports)).toEqual({ accepted: 3, duplicates: 0, unfinished: [] });
    const order = ['claim k0', 'claim k1', 'publish k0', 'publish k1', 'confirm k0', 'confirm k1'];
    expect(itemSteps(world)).toEqual([...order, 'claim k2', 'publish k2', 'confirm k2']);
  });

  test('that comes again is all duplicates, and costs one claim a slice', async () => {
    const world = slicedWorld(100);
    await ingest(many(1_000), world.ports);
    world.done.length = 0;
    expect(await ingest(many(1_000), world.ports)).toEqual({ accepted: 0, duplicates: 1_000, unfinished: [] });
    expect(itemSteps(world)).toEqual(['publish duplicates.delivery-1.meta.message']);
    expect(world.done).toHaveLength(11);
  });

  test('is one count of duplicates, of all its slices', async () => {
    const world = slicedWorld(2);
    await ingest(many(4), world.ports);
    await ingest([...many(7), envelope('k6'), envelope('k0')], world.ports);
    expect(counts(world)).toEqual([6]);
  });

  test('with an item in each of two slices stores it once', async () => {
    const world = slicedWorld(1);
    const outcome = await ingest([...many(3), envelope('k0')], world.ports);
    expect(outcome).toEqual({ accepted: 3, duplicates: 1, unfinished: [] });
  });
});

describe('when time runs short', () => {
  test('what is stored stays stored, the rest is unfinished without a call', async () => {
    const world = slicedWorld(10);
    world.claimMs = 400;
    const { accepted, duplicates, unfinished } = await ingest(many(100), world.ports);
    expect({ accepted, duplicates }).toEqual({ accepted: 20, duplicates: 0 });
    expect(unfinished).toEqual(new Array(80).fill('OutOfTime'));
    expect([...world.states.values()]).toEqual(new Array(22).fill('done'));
  });

  test('duplicates so far are counted all the same', async () => {
    const world = slicedWorld(10);
    await ingest(many(5), world.ports);
    world.claimMs = 400;
    await ingest(many(100), world.ports);
    expect(counts(world)).toEqual([5]);
  });

  test('one slice is taken in any case', async () => {
    const world = slicedWorld(10);
    world.timeLeftMs = -1;
    world.claimMs = 1;
    expect(await ingest(many(30), world.ports)).toMatchObject({ accepted: 10 });
  });

  test('the retries finish a delivery of 200 slices, though one run cannot even look at each of their items', async () => {
    const world = slicedWorld(10);
    const stored: number[] = [];
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      Object.assign(world, { timeLeftMs: 13_000, claimMs: 10, publishMs: 150 });
      const { accepted, unfinished } = await ingest(many(2_000), world.ports);
      stored.push(accepted);
      if (unfinished.length === 0) break;
    }
    expect(stored.every((accepted) => accepted > 0)).toBe(true);
    expect(stored.length).toBeLessThan(10);
    expect(world.stream).toHaveLength(2_000);
  });
});

describe('an item that fails', () => {
  test('does not stop later slices', async () => {
    const world = slicedWorld(2);
    world.failing.set('publish k1', 'InternalFailure');
    const outcome = await ingest(many(6), world.ports);
    expect(outcome).toEqual({ accepted: 5, duplicates: 0, unfinished: ['InternalFailure'] });
  });

  test('leaves its slice open: the retry stores it, and only it', async () => {
    const world = slicedWorld(2);
    world.failing.set('publish k1', 'InternalFailure');
    await ingest(many(6), world.ports);
    world.failing.clear();
    expect(await ingest(many(6), world.ports)).toEqual({ accepted: 1, duplicates: 5, unfinished: [] });
    expect(world.stream).toHaveLength(6);
  });

  test.each([
    ['claim', 'ProvisionedThroughputExceededException'],
    ['publish', 'ServiceUnavailableException'],
  ])('by throttling at its %s ends the run: later slices make no call', async (step, code) => {
    const world = slicedWorld(2);
    world.failing.set(`${step} k1`, code);
    expect(await ingest(many(6), world.ports)).toEqual({
      accepted: 1,
      duplicates: 0,
      unfinished: new Array(5).fill(code),
    });
    expect(world.done.some((one) => /k[2-5]/.test(one))).toBe(false);
  });

  test('with all of its slice ends the run', async () => {
    const world = slicedWorld(2);
    for (const key of ['k2', 'k3']) world.failing.set(`publish ${key}`, 'AccessDeniedException');
    const outcome = await ingest(many(6), world.ports);
    expect(outcome).toEqual({ accepted: 2, duplicates: 0, unfinished: new Array(4).fill('AccessDeniedException') });
  });
});

describe('the claim on a slice', () => {
  test('that another run holds leaves its items to that run', async () => {
    const world = slicedWorld(2);
    const [slice] = [...slicesOf(many(4), world.sliceLimits)];
    world.states.set(slice?.key ?? '', 'pending');
    const outcome = await ingest(many(4), world.ports);
    expect(outcome).toEqual({ accepted: 2, duplicates: 0, unfinished: ['DuplicateInProgress', 'DuplicateInProgress'] });
    expect(itemSteps(world)).not.toContain('claim k0');
  });

  test('that fails stops nothing', async () => {
    const world = slicedWorld(2);
    for (const { key } of slicesOf(many(4), world.sliceLimits))
      world.failing.set(`claim ${key}`, 'InternalServerError');
    expect(await ingest(many(4), world.ports)).toEqual({ accepted: 4, duplicates: 0, unfinished: [] });
  });
});

test('200,000 items are taken', async () => {
  const world = new World();
  expect(await ingest(many(200_000), world.ports)).toEqual({ accepted: 200_000, duplicates: 0, unfinished: [] });
});

test('whatever fails, each item is accounted for, and no slice is done while one of its items is not stored', async () => {
  const keys = ['a', 'b', 'c', 'd'];
  const steps = keys.flatMap((key) => ['claim', 'publish', 'confirm', 'release'].map((step) => `${step} ${key}`));
  const codes = fc.constantFrom('InternalFailure', 'ThrottlingException');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...keys)),
      fc.subarray(steps),
      codes,
      fc.nat(5),
      async (delivered, failing, code, slices) => {
        const world = slicedWorld(1);
        Object.assign(world, { timeLeftMs: slices, claimMs: 1 });
        for (const step of failing) world.failing.set(step, code);
        const envelopes = delivered.map((key) => envelope(key));
        const { accepted, duplicates, unfinished } = await ingest(envelopes, world.ports);
        expect(accepted + duplicates + unfinished.length).toBe(delivered.length);
        const stored = new Set(world.stream.map(({ eventKey }) => eventKey));
        if (unfinished.length === 0) expect(stored).toEqual(new Set(delivered));
        const distinct = [...new Set(delivered)].map((key) => envelope(key));
        for (const { key, items } of slicesOf(distinct, world.sliceLimits))
          if (key !== null && world.states.get(key) === 'done') expect(stored).toContain(items[0]?.envelope.eventKey);
      },
    ),
  );
});
