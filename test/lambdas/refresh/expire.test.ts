import { beforeEach, describe, expect, test } from 'vitest';
import type { CurrentGeneration } from '../../../domain/contracts/current-generation.ts';
import { type ExpirePorts, expireGenerations } from '../../../lambdas/refresh/expire.ts';
import {
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

const SHOWN = generationAt(NOON_MS - 20 * HOUR_MS, 'aaaaaaaa');
const OTHER = generationAt(NOON_MS - 20 * HOUR_MS, 'bbbbbbbb');

/** Removes what is over by now. Answers what is remembered of former generations after it. */
function expire(former: CurrentGeneration['former'] = [], ports: Partial<ExpirePorts> = {}) {
  const shown = { generation: SHOWN, watermark: null, events: 0, parts: 1, refreshedAt: '2026-11-27T16:00:00.000Z' };
  return expireGenerations({ ...world.work.ports, ...ports }, TABLES, { ...shown, former }, NOON_MS);
}

function leaveWhole(generation: string, parts = 1): void {
  for (const { name, parts: isInParts } of TABLES)
    for (let part = 0; part < (isInParts ? parts : 1); part += 1) leave(world, generation, name, part);
}

const leftMinutesAgo = (minutes: number, generation = OTHER, parts = 1) => ({
  generation,
  parts,
  until: new Date(NOON_MS - minutes * MINUTE_MS).toISOString(),
});

describe('a former generation', () => {
  test('goes 45 minutes after readers left it, objects and partitions', async () => {
    leaveWhole(SHOWN);
    leaveWhole(OTHER, 3);
    expect(await expire([leftMinutesAgo(45.1, OTHER, 3)])).toEqual([]);
    expect(generationsLeft(world)).toEqual([SHOWN]);
    expect(world.objects.size).toBe(TABLES.length);
  });

  test('stays until then, however old it is', async () => {
    leaveWhole(SHOWN);
    leaveWhole(OTHER);
    const former = [leftMinutesAgo(44.9)];
    expect(await expire(former)).toEqual(former);
    expect(generationsLeft(world)).toEqual([SHOWN, OTHER]);
    expect(world.partitions.size).toBe(2 * TABLES.length);
  });

  test('has its partitions forgotten also where a part has no file', async () => {
    leaveWhole(OTHER, 1);
    for (const part of [1, 2]) world.partitions.add(`refreshed_messages ${OTHER} ${part}`);
    await expire([leftMinutesAgo(60, OTHER, 3)]);
    expect([...world.partitions]).toEqual([]);
  });
});

test('the current generation never goes, whatever is remembered', async () => {
  leaveWhole(SHOWN);
  await expire([leftMinutesAgo(600, SHOWN)]);
  expect(world.objects.size).toBe(TABLES.length);
  expect(world.partitions.size).toBe(TABLES.length);
});

describe('what a run that died left', () => {
  const begun = (hoursAgo: number) => generationAt(NOON_MS - hoursAgo * HOUR_MS, 'dddddddd');

  test('goes 12 hours after that run began', async () => {
    leave(world, begun(12.1));
    leave(world, begun(12.1), 'messages', 2);
    leave(world, begun(11.9));
    leaveWhole(SHOWN);
    await expire();
    expect(generationsLeft(world)).toEqual([SHOWN, begun(11.9)].toSorted());
  });

  test('goes with partitions of parts that have no file', async () => {
    leave(world, begun(13));
    world.partitions.add(`refreshed_first ${begun(13)} 63`);
    await expire();
    expect([...world.partitions]).toEqual([]);
  });

  test('is found again by the next run where this one dies while it removes it', async () => {
    leaveWhole(begun(13));
    for (let call = 0; generationsLeft(world).length > 0; call += 1) {
      expect(call, 'it must come to an end').toBeLessThan(20);
      let left = call;
      const removeObjects = async (keys: readonly string[]) => {
        left -= 1;
        if (left < 0) throw new Error('the machine is gone');
        await world.work.ports.removeObjects(keys);
      };
      await expire([], { removeObjects }).catch(() => undefined);
      const isFound = [...world.objects.keys()].some((key) => key.startsWith('refreshed/facts/first/'));
      expect(isFound || world.objects.size === 0).toBe(true);
    }
  });
});

test('a table’s partitions go before its objects, so that no query finds a partition whose files are gone', async () => {
  leaveWhole(OTHER);
  const removeObjects = async (keys: readonly string[]) => {
    for (const key of keys) {
      const name = key.split('/')[2];
      expect([...world.partitions].filter((partition) => partition.startsWith(`refreshed_${name} `))).toEqual([]);
    }
    await world.work.ports.removeObjects(keys);
  };
  await expire([leftMinutesAgo(60)], { removeObjects });
  expect(world.objects.size).toBe(0);
});

test('a folder that is no generation’s is left alone', async () => {
  world.objects.set('refreshed/facts/first/notes.txt', 'of somebody');
  await expire();
  expect([...world.objects.keys()]).toEqual(['refreshed/facts/first/notes.txt']);
});
