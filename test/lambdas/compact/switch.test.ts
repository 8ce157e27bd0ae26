import { expect, test } from 'vitest';
import type { Generation } from '../../../lambdas/compact/generation.ts';
import { type SwitchPorts, switchTo } from '../../../lambdas/compact/switch.ts';

const RUN = '20261121T021500Z-1a2b3c4d';
const keyOf = (day: string, family: string) => `compacted/${RUN}-1/dt=${day}/family=${family}/a.parquet`;
const generation: Generation = {
  run: RUN,
  days: ['2026-11-17', '2026-11-18'],
  landed: new Map([['2026-11-17', ['events/dt=2026-11-17/family=crm/a']]]),
  files: new Map([
    ['2026-11-17', [keyOf('2026-11-17', 'unmapped'), keyOf('2026-11-17', 'crm')]],
    ['2026-11-18', [keyOf('2026-11-18', 'messaging')]],
  ]),
  rows: new Map([['2026-11-17', 2]]),
};

test('unmapped events are switched after the others, families without rows removed last, and then it is remembered', async () => {
  const calls: string[] = [];
  const ports: SwitchPorts = {
    putPartitions: async (some) => void calls.push(`put ${some.map(({ values }) => values.join('/')).join(' ')}`),
    removePartitions: async (some) => void calls.push(`remove ${some.map((values) => values.join('/')).join(' ')}`),
    readText: async () => undefined,
    writeText: async (key) => void calls.push(key),
  };
  await switchTo(ports, 'lake', generation);
  const absent = [
    ...['messaging', 'engagement', 'flow', 'account', 'lake'].map((family) => `2026-11-17/${family}`),
    ...['engagement', 'crm', 'flow', 'account', 'unmapped', 'lake'].map((family) => `2026-11-18/${family}`),
  ];
  expect(calls).toEqual([
    'put 2026-11-17/crm 2026-11-18/messaging',
    'put 2026-11-17/unmapped',
    `remove ${absent.join(' ')}`,
    'compaction/replaced/dt=2026-11-17',
    'compaction/days/dt=2026-11-17.json',
    'compaction/replaced/dt=2026-11-18',
    'compaction/days/dt=2026-11-18.json',
  ]);
});
