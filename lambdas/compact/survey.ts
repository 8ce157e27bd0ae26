import pMap from 'p-map';
import { DAY_STATES_PREFIX, EVENTS_PREFIX, partitionOf, THROUGH_KEY } from '../../domain/contracts/lake-layout.ts';
import type { Family } from '../../domain/event/families.ts';
import { readThrough } from '../../domain/sql/boundary.ts';
import { readDayState, type TextPorts } from './day-state.ts';
import { isSwept, type LakeSurvey } from './days.ts';
import { readReach } from './reach.ts';

const DAYS_AT_ONCE = 8;
/** What the lake says of itself: few rows, which `duplicates_audit` reads as they landed. */
const OWN_FAMILY: Family = 'lake';

export interface SurveyPorts extends Pick<TextPorts, 'readText'> {
  /** The keys below a prefix of the lake's bucket, as they are listed. */
  readonly keys: (prefix: string) => AsyncIterable<string>;
  /** The folders right below a prefix: of `events/`, `events/dt=2026-11-18/` and so on. */
  readonly folders: (prefix: string) => Promise<readonly string[]>;
}

export interface SurveyScope {
  readonly lastClosed: string;
  /** When the run was asked for. */
  readonly timeMs: number;
}

/**
 * The boundary, the days that were compacted, and those that wait. Of a day, only its name is held. The keys of a
 * compacted day are read where rows can have landed on it since the last run, and once in four weeks.
 */
export async function surveyLake(ports: SurveyPorts, { lastClosed, timeMs }: SurveyScope): Promise<LakeSurvey> {
  const through = readThrough(await ports.readText(THROUGH_KEY));
  const reach = await readReach(ports);
  const compacted = await stateDays(ports);
  const closed = (await ports.folders(EVENTS_PREFIX)).flatMap(dayOfFolder).filter((day) => day <= lastClosed);
  const looked = closed.filter((day) => !compacted.has(day) || day >= reach || isSwept(day, timeMs));
  const waits = await pMap(looked, (day) => (compacted.has(day) ? hasNewRows(ports, day) : hasRows(ports, day)), {
    concurrency: DAYS_AT_ONCE,
  });
  return { through, compacted, waiting: looked.filter((_, index) => waits[index]).toSorted() };
}

async function stateDays(ports: SurveyPorts): Promise<ReadonlySet<string>> {
  const days = new Set<string>();
  for await (const key of ports.keys(DAY_STATES_PREFIX)) {
    const [, day] = /dt=(\d{4}-\d\d-\d\d)\.json$/.exec(key) ?? [];
    if (day !== undefined) days.add(day);
  }
  return days;
}

function dayOfFolder(folder: string): readonly string[] {
  const [, day] = /dt=(\d{4}-\d\d-\d\d)\/$/.exec(folder) ?? [];
  return day === undefined ? [] : [day];
}

/** One call, however many files the day has. */
async function hasRows(ports: SurveyPorts, day: string): Promise<boolean> {
  const folders = await ports.folders(landedFolder(day));
  return folders.some((folder) => !folder.endsWith(`/family=${OWN_FAMILY}/`));
}

async function hasNewRows(ports: SurveyPorts, day: string): Promise<boolean> {
  const folded = new Set((await readDayState(ports, day))?.folded);
  for await (const key of landedKeysOf(ports, day)) if (!folded.has(key)) return true;
  return false;
}

/** The landed files of one day that a generation takes. */
export async function landedKeys(ports: Pick<SurveyPorts, 'keys'>, day: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const key of landedKeysOf(ports, day)) keys.push(key);
  return keys;
}

async function* landedKeysOf(ports: Pick<SurveyPorts, 'keys'>, day: string): AsyncGenerator<string> {
  for await (const key of ports.keys(landedFolder(day))) {
    const partition = partitionOf(key);
    if (partition !== undefined && partition.family !== OWN_FAMILY) yield key;
  }
}

function landedFolder(day: string): string {
  return `${EVENTS_PREFIX}dt=${day}/`;
}
