import { expect } from 'vitest';
import type { CompactionPorts } from '../../../lambdas/compact/compact.ts';
import { SETTINGS as LAKE_SETTINGS, row, type TestLake } from './lake.ts';

/**
 * A lake whose 17th is closed; on it something came late, won by a newer transform, and the 18th closes now. The 20th is
 * open. A run of it does everything that a run does.
 */
export async function halfCompacted(lake: TestLake): Promise<void> {
  await lake.reset();
  await lake.land([row('a', '2026-11-17'), row('b', '2026-11-17', { family: 'crm' })], [row('a', '2026-11-17')]);
  await lake.run({ timeMs: Date.UTC(2026, 10, 19, 2, 15) });
  await lake.land([row('late', '2026-11-17')], [row('b', '2026-11-17', { family: 'crm', transform_version: 2 })]);
  await lake.land([row('c', '2026-11-18'), row('d', '2026-11-18', { family: 'unmapped' })], [row('e', '2026-11-20')]);
}

const OF_17 = [['a 2026-11-17 messaging 1'], ['a 2026-11-17 messaging 1', 'late 2026-11-17 messaging 1']];
const OF_17_CRM = [['b 2026-11-17 crm 1'], ['b 2026-11-17 crm 2']];
const OTHERS = ['c 2026-11-18 messaging 1', 'd 2026-11-18 unmapped 1', 'e 2026-11-20 messaging 1'];
/** What readers see in the end. */
export const DONE = [...(OF_17[1] ?? []), ...(OF_17_CRM[1] ?? []), ...OTHERS].toSorted();

export const SETTINGS = { ...LAKE_SETTINGS, deleteSuperseded: true };

/** Every day and family is read as it was or as it will be, and nothing twice or not at all. */
export async function expectEveryDayOnce(lake: TestLake): Promise<void> {
  const seen = await lake.seen();
  expect(OF_17).toContainEqual(seen.filter((line) => line.includes('-17 messaging')));
  expect(OF_17_CRM).toContainEqual(seen.filter((line) => line.includes('-17 crm')));
  expect(seen.filter((line) => !line.includes('-17'))).toEqual(OTHERS);
}

/** The ports; `before` runs before each call. */
export function watched(lake: TestLake, before: () => Promise<void>): CompactionPorts {
  const ports = Object.entries(lake.ports).map(([name, call]) => [
    name,
    name === 'newRunId' || name === 'keys'
      ? call
      : async (...words: readonly unknown[]) => {
          await before();
          return Reflect.apply(call, undefined, words);
        },
  ]);
  async function* keys(prefix: string) {
    await before();
    yield* lake.ports.keys(prefix);
  }
  return { ...lake.ports, ...Object.fromEntries(ports), keys };
}
