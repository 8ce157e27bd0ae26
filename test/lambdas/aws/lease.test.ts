import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type HeldLease,
  isFree,
  type Lease,
  type LeasePorts,
  leaseObject,
  readLease,
  withLease,
} from '../../../lambdas/aws/lease.ts';

const NIGHT_MS = Date.UTC(2026, 10, 21, 2, 15);
const MINUTE_MS = 60_000;

/** An object of S3 as a conditional write sees it, with a clock. `turn` is awaited where a call would travel. */
function place(turn: () => Promise<unknown> = async () => undefined) {
  let stored: { lease: Lease; etag: string } | undefined;
  let writes = 0;
  let now = NIGHT_MS;
  const ports: LeasePorts = {
    nowMs: () => now,
    async read() {
      await turn();
      return stored;
    },
    async write(lease, replaces) {
      await turn();
      if (stored?.etag !== replaces) return undefined;
      writes += 1;
      stored = { lease, etag: `"${writes}"` };
      return stored.etag;
    },
  };
  const wait = (ms: number) => {
    now += ms;
  };
  const drop = () => {
    stored = undefined;
  };
  return { ports, stored: () => stored, wait, drop };
}

const wanted = (owner: string, minutes = 15): Lease => ({ owner, untilMs: NIGHT_MS + minutes * MINUTE_MS });

/** Takes the lease and keeps it, as a run does that has not ended; answers what it holds. */
async function hold(ports: LeasePorts, lease: Lease) {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const { promise: held, resolve } = Promise.withResolvers<HeldLease>();
  const outcome = withLease(ports, lease, async (mine) => {
    resolve(mine);
    await ended;
    return 'worked';
  });
  const taken = await Promise.race([held, outcome.then(() => undefined)]);
  return { lease: taken, end, outcome };
}

describe('a lease', () => {
  test('that nobody has is taken, and given back at the end', async () => {
    const { ports, stored } = place();
    const outcome = await withLease(ports, wanted('a'), async (lease) => {
      await lease.check();
      return 'worked';
    });
    expect(outcome).toEqual({ done: 'worked' });
    expect(stored()?.lease).toEqual({ owner: 'a', untilMs: NIGHT_MS });
    expect(await withLease(ports, wanted('b'), async () => 'worked too')).toEqual({ done: 'worked too' });
  });

  test('is given back also where the work fails, which is said', async () => {
    const { ports } = place();
    const failing = withLease(ports, wanted('a'), async () => {
      throw new Error('the work failed');
    });
    await expect(failing).rejects.toThrow('the work failed');
    expect(await withLease(ports, wanted('b'), async () => 1)).toEqual({ done: 1 });
  });

  test('that cannot be given back is no failure of the work', async () => {
    const { ports } = place();
    let calls = 0;
    const write: LeasePorts['write'] = async (...args) => {
      calls += 1;
      if (calls > 1) throw new Error('S3 is away');
      return ports.write(...args);
    };
    expect(await withLease({ ...ports, write }, wanted('a'), async () => 1)).toEqual({ done: 1 });
  });

  test('that is held keeps others from working, who learn who has it until when', async () => {
    const { ports } = place();
    const first = await hold(ports, wanted('a'));
    let worked = false;
    const second = await withLease(ports, wanted('b'), async () => {
      worked = true;
    });
    expect(second).toEqual({ busy: { heldBy: 'a', heldUntil: '2026-11-21T02:30:00.000Z' } });
    expect(worked).toBe(false);
    await first.lease?.check();
    first.end();
    expect(await first.outcome).toEqual({ done: 'worked' });
  });

  test.each([
    ['has expired', { untilMs: NIGHT_MS }, true],
    ['has a millisecond left', { untilMs: NIGHT_MS + 1 }, false],
    ['is one’s own', { owner: 'b', untilMs: NIGHT_MS + 1 }, true],
  ])('that %s is free: %#', (_, change, free) => {
    expect(isFree({ ...wanted('a'), ...change }, 'b', NIGHT_MS)).toBe(free);
  });

  test('of an invocation that died is taken by its next attempt, which has the same request id', async () => {
    const { ports } = place();
    const died = await hold(ports, wanted('a'));
    expect(await withLease(ports, wanted('a'), async () => 'again')).toEqual({ done: 'again' });
    await expect(died.lease?.check()).rejects.toThrow(/ended/);
  });

  test('is read as it was written, and nothing else is', () => {
    expect(readLease(leaseObject(wanted('a')))).toEqual(wanted('a'));
    for (const text of ['', '{}', '{"owner":"a","until":"tomorrow"}', '[]']) expect(() => readLease(text)).toThrow();
  });
});

describe('an owner whose lease has expired', () => {
  test('finds at its next check that another took over, and does not end the other’s', async () => {
    const { ports, wait, stored } = place();
    const slow = await hold(ports, wanted('slow'));
    wait(16 * MINUTE_MS);
    const next = await hold(ports, wanted('next', 31));
    await expect(slow.lease?.check()).rejects.toThrow("it is next's until 2026-11-21T02:46:00.000Z");
    slow.end();
    await slow.outcome;
    expect(stored()?.lease).toEqual(wanted('next', 31));
    await next.lease?.check();
  });

  test('finds so where nobody took over, or the object is gone', async () => {
    const { ports, wait, drop } = place();
    const slow = await hold(ports, wanted('slow'));
    wait(15 * MINUTE_MS);
    await expect(slow.lease?.check()).rejects.toThrow(/has ended/);
    drop();
    await expect(slow.lease?.check()).rejects.toThrow(/nobody/);
  });
});

describe('of takers in whatever order their calls arrive', () => {
  test('one works at a time, and each works or learns who does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 5 }), async (scheduler, takers) => {
        const { ports } = place(() => scheduler.schedule(Promise.resolve()));
        let working = 0;
        let most = 0;
        let done = 0;
        const outcomes = Array.from({ length: takers }, (_, n) =>
          withLease(ports, wanted(`taker ${n}`), async (lease) => {
            working += 1;
            most = Math.max(most, working);
            await lease.check();
            working -= 1;
            done += 1;
          }),
        );
        const settled = await scheduler.waitFor(Promise.all(outcomes));
        expect(most).toBe(1);
        expect(settled.filter((one) => 'done' in one)).toHaveLength(done);
        for (const one of settled) if ('busy' in one) expect(one.busy.heldBy).toMatch(/^taker \d$/);
      }),
    );
  });

  test('that lose every race are asked to try again', async () => {
    const { ports } = place();
    const unlucky = { ...ports, write: async () => undefined };
    await expect(withLease(unlucky, wanted('a'), async () => 1)).rejects.toThrow(/5 times in a row/);
  });
});
