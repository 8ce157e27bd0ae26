import { beforeEach, describe, expect, test } from 'vitest';
import { type CurrentGeneration, currentGenerationText } from '../../../domain/contracts/current-generation.ts';
import { CURRENT_GENERATION_KEY } from '../../../domain/contracts/lake-layout.ts';
import { partsNeeded, refresh } from '../../../lambdas/refresh/refresh.ts';
import {
  current,
  generationAt,
  generationsLeft,
  HOUR_MS,
  leave,
  MINUTE_MS,
  NOON_MS,
  newWorld,
  TABLES,
  type World,
} from './world.ts';

let world: World;
beforeEach(() => {
  world = newWorld();
});

const run = (force = false, parts = 1) => refresh(world.work, world.newProgress(parts), { force });

/** A refresh that begins so many minutes after noon. Answers its generation. */
async function runAt(minutes: number, watermark: string | null = world.watermark): Promise<string> {
  world.nowMs = NOON_MS + minutes * MINUTE_MS;
  world.watermark = watermark;
  await run();
  return world.seen;
}

function remember(shown: Partial<CurrentGeneration>): void {
  const base = {
    generation: generationAt(NOON_MS - HOUR_MS),
    watermark: '2026-11-28 10:59:00.000',
    events: 9,
    parts: 1,
  };
  const refreshedAt = new Date(NOON_MS - HOUR_MS).toISOString();
  world.objects.set(CURRENT_GENERATION_KEY, currentGenerationText({ ...base, refreshedAt, former: [], ...shown }));
}

describe('a refresh', () => {
  test('shows its generation to all readers when all of it is written, and says what it is made of', async () => {
    const report = await run(false, 2);
    const generation = generationAt(NOON_MS);
    expect(report).toEqual({ generation, watermark: world.watermark, events: 10, tables: 4, parts: 2, seconds: 0 });
    expect(world.seen).toBe(generation);
    expect(world.started.at(-1)).toBe(`SHOW ${generation}`);
    expect(current(world)).toEqual({
      generation,
      watermark: world.watermark,
      events: 10,
      parts: 2,
      refreshedAt: new Date(NOON_MS).toISOString(),
      former: [],
    });
  });

  test('remembers what readers saw before, and until when', async () => {
    const former = await runAt(0);
    await runAt(10);
    expect(current(world)).toMatchObject({
      former: [{ generation: former, parts: 1, until: new Date(NOON_MS + 10 * MINUTE_MS).toISOString() }],
    });
  });

  test('of a lake without events has no watermark, and the next takes its place', async () => {
    await runAt(0, null);
    expect(current(world)).toMatchObject({ watermark: null });
    const second = await runAt(10, '2026-11-28 12:05:00.000');
    expect(current(world)).toMatchObject({ generation: second, watermark: '2026-11-28 12:05:00.000' });
  });

  test('that fails says at which step and table, and switches nothing', async () => {
    const shown = await runAt(0);
    world.failing.add('replies');
    await expect(runAt(10)).rejects.toThrow('Refresh, tables: replies: line 3:7: Column y cannot be resolved');
    expect(world.seen).toBe(shown);
    expect(current(world)).toMatchObject({ generation: shown });
  });

  test('whose object was changed by hand says what to do with it', async () => {
    world.objects.set(CURRENT_GENERATION_KEY, '{"generation":"yesterday"}');
    await expect(run()).rejects.toThrow(/Refresh, view: The object refresh\/current\.json .* restore or delete it/);
    expect(world.started).toEqual([]);
  });
});

describe('a generation that goes less far than the one before', () => {
  const older = '2026-11-28 11:58:59.999';

  test.each([older, null])('with the watermark %j is not shown', async (watermark) => {
    const shown = await runAt(0);
    await expect(runAt(10, watermark)).rejects.toThrow(/Refresh, watermark|Nothing was switched/);
    expect(world.seen).toBe(shown);
    expect(current(world)).toMatchObject({ generation: shown });
  });

  test('is shown by force', async () => {
    await runAt(0);
    world.watermark = older;
    world.nowMs += MINUTE_MS;
    await run(true);
    expect(current(world)).toMatchObject({ watermark: older, generation: generationAt(world.nowMs) });
    expect(world.seen).toBe(generationAt(world.nowMs));
  });

  test('but as far is shown', async () => {
    await runAt(0);
    expect(await runAt(10)).toBe(generationAt(NOON_MS + 10 * MINUTE_MS));
  });
});

describe('a run whose lease has ended', () => {
  test('switches nothing', async () => {
    const shown = await runAt(0);
    const before = current(world);
    let registered = 0;
    world.checkLease = async () => {
      registered += 1;
      if (registered > TABLES.length) throw new Error('The lease of this run has ended');
    };
    await expect(runAt(10)).rejects.toThrow('Refresh, switch: The lease of this run has ended');
    expect([world.seen, current(world)]).toEqual([shown, before]);
  });

  test('registers nothing: another copy of it may have registered its own', async () => {
    const before = new Set(world.partitions);
    world.checkLease = async () => Promise.reject(new Error('The lease of this run has ended'));
    await expect(run()).rejects.toThrow('Refresh, tables: first: The lease of this run has ended');
    expect(world.partitions).toEqual(before);
  });

  test('does not show again what is remembered', async () => {
    remember({});
    world.checkLease = async () => Promise.reject(new Error('The lease of this run has ended'));
    await expect(run()).rejects.toThrow('Refresh, view: The lease of this run has ended');
    expect(world.started).toEqual([]);
  });
});

describe('after a death between remembering a generation and showing it', () => {
  const generation = generationAt(NOON_MS - HOUR_MS);
  const before = generationAt(NOON_MS - 2 * HOUR_MS);
  const until = new Date(NOON_MS - HOUR_MS).toISOString();
  beforeEach(() => {
    remember({ former: [{ generation: before, parts: 1, until }] });
    world.seen = before;
  });

  test('the next run shows it before all else', async () => {
    await run();
    expect(world.started[0]).toBe(`SHOW ${generation}`);
    expect(world.seen).toBe(generationAt(NOON_MS));
  });

  test('and so does one that fails then', async () => {
    world.failing.add('first');
    await expect(run()).rejects.toThrow();
    expect(world.seen).toBe(generation);
  });

  test('readers have left the one before only when the next run shows it', async () => {
    await run();
    const now = new Date(NOON_MS).toISOString();
    expect(current(world)).toMatchObject({
      former: [
        { generation: before, until: now },
        { generation, until: now },
      ],
    });
  });
});

test('what readers see stays for their queries where its object was deleted, however old it is', async () => {
  const seen = generationAt(NOON_MS - 20 * HOUR_MS);
  leave(world, seen);
  world.seen = seen;
  await run();
  expect(generationsLeft(world)).toEqual([seen, generationAt(NOON_MS)]);
  await runAt(46);
  expect(generationsLeft(world)).not.toContain(seen);
});

test('a view that shows what is remembered is not replaced', async () => {
  const shown = await runAt(0);
  const statements = world.started.length;
  await runAt(10);
  expect(world.started.slice(statements)).not.toContain(`SHOW ${shown}`);
});

describe('an invocation that Lambda tries again after it died behind the switch', () => {
  test('writes nothing again, and its generation is no former one of itself', async () => {
    const progress = world.newProgress();
    await refresh(world.work, progress, { force: false });
    const statements = world.started.length;
    const report = await refresh(world.work, progress, { force: false });
    expect(report).toMatchObject({ generation: progress.generation, events: 10 });
    expect(world.started).toHaveLength(statements);
    expect(current(world)).toMatchObject({ generation: progress.generation, former: [] });
  });
});

describe('when the time ends', () => {
  test('the progress is answered, and nothing is switched', async () => {
    world.late.add('messages');
    const left = await run();
    expect(left).toMatchObject({
      generation: generationAt(NOON_MS),
      running: { 'messages/0': { execution: expect.any(String), folder: expect.any(String) } },
    });
    expect([world.seen, current(world)]).toEqual(['none', undefined]);
  });

  test('the seconds of a refresh are those of all its invocations', async () => {
    const progress = world.newProgress();
    world.nowMs += 61_500;
    expect(await refresh(world.work, progress, { force: false })).toMatchObject({ seconds: 61.5 });
  });
});

describe('a generation is written in parts of 4 million events', () => {
  test.each([
    [0, 1],
    [4_000_000, 1],
    [4_000_001, 2],
    [5_000_000_000, 64],
  ])('%i events: %i parts', async (events, parts) => {
    world.events = events;
    expect(await partsNeeded(world.work)).toBe(parts);
    remember({ events });
    world.events = 1;
    expect(await partsNeeded(world.work), 'by the generation before').toBe(parts);
  });
});
