import { beforeEach, describe, expect, test } from 'vitest';
import type { RefreshStep } from '../../../domain/sql/refresh-query.ts';
import { writeGeneration } from '../../../lambdas/refresh/write-generation.ts';
import { table } from '../../domain/sql/relations.ts';
import { FIRST, newWorld, STEPS, type World } from './world.ts';

let world: World;
beforeEach(() => {
  world = newWorld();
});

const unloads = () => world.started.map((sql) => sql.replace(/\S+Z-\w+ /, ''));

describe('a generation', () => {
  test('is written table by table, each after those that it reads', async () => {
    const registered: string[] = [];
    const register = async (name: string) => void registered.push(name);
    const start = async (sql: string) => {
      const { reads = [] } = STEPS.find((step) => sql.startsWith(`UNLOAD ${step.table.name} `)) ?? {};
      for (const { name } of reads) expect(registered).toContain(`refreshed_${name}`);
      return world.work.ports.start(sql);
    };
    const ports = { ...world.work.ports, register, start };
    expect(await writeGeneration({ ...world.work, ports }, world.newProgress())).toBeUndefined();
    expect(registered.toSorted()).toEqual(STEPS.map((step) => `refreshed_${step.table.name}`).toSorted());
  });

  test('has the parts of the first table by one statement, of others in parts by one each, and whole ones once', async () => {
    await writeGeneration(world.work, world.newProgress(3));
    expect(unloads().toSorted()).toEqual([
      'UNLOAD clicks 0',
      'UNLOAD first all 3',
      'UNLOAD messages 0',
      'UNLOAD messages 1',
      'UNLOAD messages 2',
      'UNLOAD replies 0',
    ]);
  });

  test('has a partition for each part, also where no row fell into it', async () => {
    const progress = world.newProgress(3);
    await writeGeneration(world.work, progress);
    const parts = (name: string) => [0, 1, 2].map((part) => `refreshed_${name} ${progress.generation} ${part}`);
    const whole = (name: string) => `refreshed_${name} ${progress.generation} 0`;
    expect([...world.partitions].toSorted()).toEqual(
      [...parts('first'), ...parts('messages'), whole('replies'), whole('clicks')].toSorted(),
    );
  });

  test('is written by four statements at once at most', async () => {
    const more: RefreshStep[] = Array.from({ length: 12 }, (_, n) => ({ table: table(`t${n}`), reads: [FIRST] }));
    await writeGeneration({ ...world.work, steps: [...STEPS, ...more] }, world.newProgress());
    expect(world.mostAtOnce).toBe(4);
    expect(world.started).toHaveLength(16);
  });

  test('fails with the table’s name and Athena’s reason, and what reads that table is not begun', async () => {
    world.failing.add('messages');
    await expect(writeGeneration(world.work, world.newProgress(2))).rejects.toThrow(
      'messages: line 3:7: Column y cannot be resolved',
    );
    expect(unloads()).not.toContain('UNLOAD replies 0');
  });

  test('fails where a partition cannot be made known', async () => {
    const register = async () => Promise.reject(new Error('AccessDeniedException'));
    const ports = { ...world.work.ports, register };
    await expect(writeGeneration({ ...world.work, ports }, world.newProgress())).rejects.toThrow(
      'first: AccessDeniedException',
    );
  });
});

describe('when the time ends', () => {
  test('nothing is begun any more, and what is done is remembered', async () => {
    const progress = world.newProgress();
    world.hasTime = () => world.started.length < 2;
    const left = await writeGeneration(world.work, progress);
    expect(left).toMatchObject({
      generation: progress.generation,
      parts: 1,
      done: ['first/0', 'messages/0'],
      running: {},
    });
  });

  test('a statement under way is remembered by its id, and the next invocation waits for that', async () => {
    const progress = world.newProgress();
    world.late.add('messages');
    const left = await writeGeneration(world.work, progress);
    expect(left?.done.toSorted()).toEqual(['clicks/0', 'first/0']);
    expect(left?.running).toEqual({
      'messages/0': { execution: `UNLOAD messages ${progress.generation} 0`, folder: expect.any(String) },
    });
    world.late.clear();
    expect(await writeGeneration(world.work, left ?? progress)).toBeUndefined();
    expect(world.started.filter((sql) => sql.startsWith('UNLOAD messages'))).toHaveLength(1);
    expect(unloads()).toHaveLength(4);
  });

  test('the next invocation waits for a statement although it may begin none', async () => {
    const progress = world.newProgress();
    world.late.add('messages');
    const left = await writeGeneration(world.work, progress);
    world.late.clear();
    world.hasTime = () => false;
    const last = await writeGeneration(world.work, left ?? progress);
    expect(last?.done.toSorted()).toEqual(['clicks/0', 'first/0', 'messages/0']);
    expect(last?.running).toEqual({});
  });

  test('a statement that failed meanwhile fails the next invocation by its table', async () => {
    const progress = world.newProgress();
    world.late.add('messages');
    const left = await writeGeneration(world.work, progress);
    world.late.clear();
    world.failing.add('messages');
    await expect(writeGeneration(world.work, left ?? progress)).rejects.toThrow(/^messages: /);
  });

  test('what is done of a table that a deployment removed meanwhile is no work left', async () => {
    const progress = { ...world.newProgress(), done: ['removed/0', 'first/0', 'messages/0', 'replies/0', 'clicks/0'] };
    expect(await writeGeneration(world.work, progress)).toBeUndefined();
    expect(world.started).toEqual([]);
  });
});

test('two copies of one invocation write below two folders, so that no row is there twice', async () => {
  const world = newWorld();
  const progress = world.newProgress();
  await Promise.all([writeGeneration(world.work, progress), writeGeneration(world.work, progress)]);
  const written = [...world.objects.keys()].filter((key) => key.includes('/clicks/'));
  expect(new Set(written.map((key) => key.split('/').at(-3))).size).toBe(2);
  expect([...world.partitions].filter((partition) => partition.includes('clicks'))).toHaveLength(1);
});
