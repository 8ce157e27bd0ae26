import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CopyDiffers, seal } from '../../../lambdas/seal-failed/seal.ts';
import { Buckets, Killed } from './buckets.ts';

const KEYS = ['failed/processing-failed/dt=2026-11-20/a', 'failed/processing-failed/dt=2026-11-20/b', 'failed/x/c'];

describe('a run', () => {
  test('moves what waits to the sealed bucket, under the same key and with the same bytes', async () => {
    const buckets = new Buckets(KEYS);
    expect(await seal(buckets.ports())).toEqual({
      objectsSealed: 3,
      bytesSealed: buckets.bytes,
      oldestWaitingSeconds: 0,
      errors: [],
    });
    expect(buckets.lake.size).toBe(0);
    expect(buckets.sealed).toEqual(buckets.written);
  });

  test('with nothing to do makes no call but the listing', async () => {
    const buckets = new Buckets([]);
    expect(await seal(buckets.ports())).toMatchObject({ objectsSealed: 0, oldestWaitingSeconds: 0 });
    expect(buckets.calls).toBe(1);
  });

  test('deletes nothing before the copy was read back and has the source’s bytes', async () => {
    const buckets = new Buckets(KEYS);
    buckets.corrupted.add('failed/x/c');
    const { objectsSealed, errors, oldestWaitingSeconds } = await seal(buckets.ports());
    expect([objectsSealed, oldestWaitingSeconds]).toEqual([2, buckets.ageSeconds('failed/x/c')]);
    expect(errors).toEqual([expect.any(CopyDiffers)]);
    expect([...buckets.lake.keys()]).toEqual(['failed/x/c']);
    buckets.corrupted.clear();
    expect(await seal(buckets.ports())).toMatchObject({ objectsSealed: 1, errors: [] });
    expect(buckets.sealed).toEqual(buckets.written);
  });

  test('moves the others when one cannot be moved, and reports its error', async () => {
    const buckets = new Buckets(KEYS);
    const denied = new Error('AccessDenied');
    buckets.failing.set('failed/processing-failed/dt=2026-11-20/a', denied);
    expect(await seal(buckets.ports())).toMatchObject({ objectsSealed: 2, errors: [denied] });
    expect([...buckets.lake.keys()]).toEqual(['failed/processing-failed/dt=2026-11-20/a']);
  });

  test('that is late leaves the newest for the next, and says how long the oldest of them has waited', async () => {
    const buckets = new Buckets(KEYS);
    let asked = 0;
    const report = await seal({ ...buckets.ports(), isLate: () => ++asked > 1 });
    expect(report).toMatchObject({ objectsSealed: 1, oldestWaitingSeconds: buckets.ageSeconds(KEYS[1] ?? '') });
    expect([...buckets.lake.keys()]).toEqual(KEYS.slice(1));
  });
});

test('killed before any of its calls, a run loses nothing, and the next finishes it', async () => {
  const calls = await seal(new Buckets(KEYS).ports()).then(() => 1 + KEYS.length * 4);
  for (let call = 1; call <= calls; call += 1) {
    const buckets = new Buckets(KEYS);
    buckets.killedAt = call;
    await seal(buckets.ports()).catch((error) => expect(error).toBeInstanceOf(Killed));
    for (const [key, body] of buckets.written) {
      expect([buckets.lake.get(key), buckets.sealed.get(key)], `killed at ${call}`).toContain(body);
    }
    buckets.killedAt = 0;
    await seal(buckets.ports());
    expect([buckets.lake.size, buckets.sealed]).toEqual([0, buckets.written]);
  }
});

test('runs that overlap in any order move every object once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 3 }), async (scheduler, runs) => {
      const buckets = new Buckets(KEYS);
      buckets.pace = (call) => scheduler.schedule(Promise.resolve(), call);
      const reports = Promise.all(Array.from({ length: runs }, () => seal(buckets.ports())));
      await scheduler.waitFor(reports);
      for (const { errors } of await reports) expect(errors).toEqual([]);
      expect([buckets.lake.size, buckets.sealed]).toEqual([0, buckets.written]);
    }),
    { numRuns: 100 },
  );
});
