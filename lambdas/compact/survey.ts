import pMap from 'p-map';
import { DAY_STATES_PREFIX, EVENTS_PREFIX, partitionOf, THROUGH_KEY } from '../../domain/contracts/lake-layout.ts';
import type { Family } from '../../domain/event/families.ts';
import { readThrough } from '../../domain/sql/boundary.ts';
import { readDayState, type TextPorts } from './day-state.ts';
import type { LakeSurvey } from './days.ts';

const READS_AT_ONCE = 16;
/** What the lake says of itself: few rows, which `duplicates_audit` reads as they landed. */
const OWN_FAMILY: Family = 'lake';

export interface SurveyPorts extends Pick<TextPorts, 'readText'> {
  /** Every key below a prefix of the lake's bucket. */
  readonly listKeys: (prefix: string) => Promise<readonly string[]>;
}

/** What landed, what is remembered of each compacted day, and the boundary. */
export async function surveyLake(ports: SurveyPorts): Promise<LakeSurvey> {
  const through = readThrough(await ports.readText(THROUGH_KEY));
  // Before the statements read them: a file that lands in between is folded in, and once more by the next run.
  const landedKeys = await ports.listKeys(EVENTS_PREFIX);
  const stateKeys = await ports.listKeys(DAY_STATES_PREFIX);
  const days = stateKeys.flatMap((key) => /dt=(\d{4}-\d\d-\d\d)\.json$/.exec(key)?.[1] ?? []);
  const states = await pMap(days, async (day) => [day, await readDayState(ports, day)] as const, {
    concurrency: READS_AT_ONCE,
  });
  return {
    through,
    landed: byDay(landedKeys),
    states: new Map(states.flatMap(([day, state]) => (state === undefined ? [] : [[day, state]]))),
  };
}

export function byDay(keys: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const known = keys.filter((key) => {
    const partition = partitionOf(key);
    return partition !== undefined && partition.family !== OWN_FAMILY;
  });
  return Map.groupBy(known, (key) => partitionOf(key)?.day ?? '');
}
