import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CompactionPorts } from '../../../lambdas/compact/compact.ts';
import { expectEveryDayOnce, halfCompacted, SETTINGS } from './half-compacted.ts';
import { openTestLake, type TestLake } from './lake.ts';

let lake: TestLake;
beforeAll(async () => {
  lake = await openTestLake();
});
beforeEach(() => halfCompacted(lake));
afterAll(() => lake.close());

/** Runs with a lease that is lost as soon as `lostAt` is seen in a call; answers what was written after it. */
async function runLosingItsLease(lostAt: (call: string) => boolean) {
  let lost = false;
  const after: string[] = [];
  const note = (call: string) => {
    if (lost) after.push(call);
    lost ||= lostAt(call);
  };
  const ports: CompactionPorts = {
    ...lake.ports,
    run: (sql) => {
      note(sql);
      return lake.ports.run(sql);
    },
    writeText: (key, text) => {
      note(key);
      return lake.ports.writeText(key, text);
    },
    putPartitions: (partitions) => {
      note('partitions');
      return lake.ports.putPartitions(partitions);
    },
    removePartitions: (values) => {
      note('partitions');
      return lake.ports.removePartitions(values);
    },
    remove: (key) => {
      note(key);
      return lake.ports.remove(key);
    },
    tagSuperseded: (key) => {
      note(key);
      return lake.ports.tagSuperseded(key);
    },
  };
  const lease = {
    async check() {
      if (lost) throw new Error('The lease of this run has ended');
    },
  };
  await expect(lake.run({}, { ports, lease, settings: SETTINGS })).rejects.toThrow(/The lease of this run has ended/);
  return after;
}

describe('a run whose lease has ended', () => {
  test('while it wrote its generation switches nothing, and readers see what they saw', async () => {
    const before = [await lake.partitions(), await lake.seen()];
    const after = await runLosingItsLease((call) => call.startsWith('UNLOAD'));
    expect(after).toEqual([]);
    expect([await lake.partitions(), await lake.seen()]).toEqual(before);
  });

  test('after the switch leaves the boundary to who has it now', async () => {
    const boundary = await lake.ports.readText('compaction/through.json');
    const after = await runLosingItsLease((call) => call === 'compaction/days/dt=2026-11-18.json');
    expect(after).toEqual([]);
    expect(await lake.ports.readText('compaction/through.json')).toBe(boundary);
    await expectEveryDayOnce(lake);
  });

  test('before it began changes nothing at all', async () => {
    const lease = { check: async () => Promise.reject(new Error('The lease of this run has ended')) };
    const before = [lake.keys(''), lake.tagged.length, await lake.partitions()];
    await expect(lake.run({}, { lease, settings: SETTINGS })).rejects.toThrow(/view: The lease of this run has ended/);
    expect([lake.keys(''), lake.tagged.length, await lake.partitions()]).toEqual(before);
  });
});
