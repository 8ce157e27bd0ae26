import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type BatcherOptions, createBatcher } from '../../src/firehose/batcher.ts';
import { createLimit } from '../../src/firehose/limit.ts';

function batcherOf(options: Partial<BatcherOptions<string>>) {
  const batches: string[] = [];
  const failures: unknown[] = [];
  const batcher = createBatcher<string>({
    sizeBytes: 4,
    intervalSeconds: 60,
    sizeOf: ({ length }) => length,
    limit: createLimit(2),
    onFailure: (error) => failures.push(error),
    deliver: async (items) => void batches.push(items.join()),
    ...options,
  });
  return { batcher, batches, failures };
}

describe('a buffer', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test('waits for its interval, counted from its oldest item', async () => {
    const { batcher, batches } = batcherOf({});
    batcher.add('a');
    await vi.advanceTimersByTimeAsync(40_000);
    batcher.add('b');
    await vi.advanceTimersByTimeAsync(19_999);
    expect(batches).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(batches).toEqual(['a,b']);
    expect(batcher.isEmpty()).toBe(true);
  });

  test('is delivered when it is full, and never holds more than its size', async () => {
    const { batcher, batches } = batcherOf({});
    for (const item of ['aa', 'b', 'cc', 'dd', 'eeeeeeee', 'f']) batcher.add(item);
    await vi.advanceTimersByTimeAsync(0);
    expect(batches).toEqual(['aa,b', 'cc,dd', 'eeeeeeee']);
  });

  test('tries again after a failure, each time later, until it succeeds', async () => {
    const attempts: number[] = [];
    const { batcher, failures } = batcherOf({
      deliver: async () => {
        attempts.push(Date.now());
        if (attempts.length < 4) throw new Error('broken');
      },
    });
    batcher.add('a');
    await vi.advanceTimersByTimeAsync(120_000);
    expect(attempts.slice(1).map((at, index) => at - (attempts[index] ?? 0))).toEqual([500, 1000, 2000]);
    expect(failures).toHaveLength(3);
    expect(batcher.isEmpty()).toBe(true);
  });

  test('does not try again for every item that arrives while deliveries fail', async () => {
    const { batcher, failures } = batcherOf({ deliver: () => Promise.reject(new Error('broken')) });
    batcher.add('aaaa');
    await vi.advanceTimersByTimeAsync(0);
    for (const item of ['bbbb', 'cccc', 'dddd']) batcher.add(item);
    await vi.advanceTimersByTimeAsync(499);
    expect(failures).toHaveLength(1);
    batcher.stop();
  });

  test('says that a flush failed, and keeps its items', async () => {
    const { batcher } = batcherOf({ deliver: () => Promise.reject(new Error('broken')) });
    batcher.add('a');
    await expect(batcher.flush()).rejects.toThrow('broken');
    expect(batcher.isEmpty()).toBe(false);
    batcher.stop();
  });
});

test('a flush waits for what is already on its way', async () => {
  const { batcher, batches } = batcherOf({
    deliver: async (items) => {
      await sleep(items.includes('aaaa') ? 30 : 1);
      batches.push(items.join());
    },
  });
  batcher.add('aaaa');
  batcher.add('b');
  await batcher.flush();
  expect(batches).toEqual(['b', 'aaaa']);
});

test('a limit lets no more than its number run at once, and all in the end', async () => {
  const limit = createLimit(2);
  let running = 0;
  let most = 0;
  const task = async () => {
    running += 1;
    most = Math.max(most, running);
    await sleep(1);
    running -= 1;
  };
  await Promise.all(Array.from({ length: 9 }, () => limit(task)));
  expect(most).toBe(2);
  await expect(limit(() => Promise.reject(new Error('one')))).rejects.toThrow('one');
  expect(await limit(async () => 'next')).toBe('next');
});
