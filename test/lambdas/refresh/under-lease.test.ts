import { beforeEach, describe, expect, test } from 'vitest';
import type { Lease, LeasePorts } from '../../../lambdas/aws/lease.ts';
import type { Progress } from '../../../lambdas/refresh/progress.ts';
import type { RefreshRequest } from '../../../lambdas/refresh/request.ts';
import { refreshUnderLease } from '../../../lambdas/refresh/under-lease.ts';
import { current, generationAt, HOUR_MS, MINUTE_MS, NOON_MS, newWorld, type World } from './world.ts';

let world: World;
let lease: Lease | undefined;
let asked: (RefreshRequest & { readonly progress: Progress })[];
/** What readers saw, and who refreshed, when the pages were started. */
let pages: { readonly seen: string; readonly untilMs: number | undefined }[];
beforeEach(() => {
  world = newWorld();
  lease = undefined;
  asked = [];
  pages = [];
});

const ports: LeasePorts = {
  nowMs: () => world.nowMs,
  read: async () => lease && { lease, etag: JSON.stringify(lease) },
  async write(wanted, replaces) {
    if ((lease && JSON.stringify(lease)) !== replaces) return undefined;
    lease = wanted;
    return JSON.stringify(wanted);
  },
};

/** An invocation with a quarter of an hour. */
function invoke(request: RefreshRequest = { force: false }, random = '1a2b3c4d') {
  return refreshUnderLease(world.work, ports, request, {
    timeLeftMs: () => 15 * MINUTE_MS,
    newGeneration: () => generationAt(world.nowMs, random),
    goOn: async (next) => void asked.push(next),
    startPages: async () => void pages.push({ seen: world.seen, untilMs: lease?.untilMs }),
  });
}

const GENERATION = generationAt(NOON_MS);

test('a refresh holds the lease in its generation’s name longer than its function lives, and gives it back', async () => {
  const held: (Lease | undefined)[] = [];
  world.hasTime = () => held.push(lease) > 0;
  expect(await invoke()).toMatchObject({ generation: GENERATION, parts: 1 });
  expect(held[0]).toEqual({ owner: GENERATION, untilMs: NOON_MS + 16 * MINUTE_MS });
  expect(lease).toEqual({ owner: GENERATION, untilMs: NOON_MS });
});

test('one that fails gives it back too', async () => {
  world.failing.add('first');
  await expect(invoke()).rejects.toThrow(/^Refresh, tables: first/);
  expect(lease?.untilMs).toBe(NOON_MS);
  expect(pages).toEqual([]);
});

test('the pages are started once, when readers see the new numbers and the lease is given back', async () => {
  await invoke();
  expect(pages).toEqual([{ seen: GENERATION, untilMs: NOON_MS }]);
});

test('another is answered with who refreshes, and until when at the latest, and does nothing', async () => {
  lease = { owner: 'x', untilMs: NOON_MS + MINUTE_MS };
  expect(await invoke()).toEqual({ heldBy: 'x', heldUntil: '2026-11-28T12:01:00.000Z' });
  expect([world.started, pages]).toEqual([[], []]);
});

describe('a refresh whose time ends', () => {
  beforeEach(async () => {
    world.late.add('messages');
    expect(await invoke({ force: true })).toEqual({ continues: GENERATION });
    world.late.clear();
  });

  test('invokes the function again, with its progress and what it was asked for', () => {
    expect(asked).toEqual([{ force: true, progress: expect.objectContaining({ generation: GENERATION, parts: 1 }) }]);
    expect(pages).toEqual([]);
  });

  test('keeps the lease: another that comes before the next invocation is answered so', async () => {
    expect(await invoke({ force: false }, '99999999')).toMatchObject({ heldBy: GENERATION });
    expect(lease).toEqual({ owner: GENERATION, untilMs: NOON_MS + 16 * MINUTE_MS });
  });

  test('goes on in the next invocation, which switches and gives the lease back', async () => {
    world.nowMs += 14 * MINUTE_MS;
    expect(await invoke(asked[0])).toMatchObject({ generation: GENERATION, seconds: 14 * 60 });
    expect(world.seen).toBe(GENERATION);
    expect(pages).toHaveLength(1);
    expect(lease).toEqual({ owner: GENERATION, untilMs: world.nowMs });
    expect(world.started.filter((sql) => sql.startsWith('UNLOAD messages'))).toHaveLength(1);
  });

  test('that finds another at work when its next invocation comes too late switches nothing', async () => {
    world.nowMs += HOUR_MS;
    lease = { owner: 'later', untilMs: world.nowMs + MINUTE_MS };
    expect(await invoke(asked[0])).toMatchObject({ heldBy: 'later' });
    expect([world.seen, current(world)]).toEqual(['none', undefined]);
  });

  test('whose function cannot be invoked again fails, and the lease is free', async () => {
    lease = undefined;
    world = newWorld();
    world.late.add('messages');
    const answer = refreshUnderLease(
      world.work,
      ports,
      { force: false },
      {
        timeLeftMs: () => 15 * MINUTE_MS,
        newGeneration: () => GENERATION,
        goOn: async () => Promise.reject(new Error('TooManyRequestsException')),
        startPages: async () => expect.unreachable(),
      },
    );
    await expect(answer).rejects.toThrow('TooManyRequestsException');
    expect(lease).toMatchObject({ untilMs: NOON_MS });
  });
});

test('an invocation whose lease another took over switches nothing, and leaves that lease alone', async () => {
  const taken = { owner: 'other', untilMs: NOON_MS + HOUR_MS };
  world.hasTime = () => {
    lease = taken;
    return true;
  };
  await expect(invoke()).rejects.toThrow(/Refresh, tables: first: The lease of this run has ended \(it is other's/);
  expect([world.seen, current(world), lease]).toEqual(['none', undefined, taken]);
});
