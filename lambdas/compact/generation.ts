/** One generation: the deduplicated rows of some days, written below folders of the run's own, and counted. */

import { COMPACTED_PREFIX, partitionOf } from '../../domain/contracts/lake-layout.ts';
import { FAMILIES } from '../../domain/event/families.ts';
import { shiftDay } from './days.ts';
import { dayList, type Statements } from './statements.ts';
import { landedKeys, type SurveyPorts } from './survey.ts';

/** UNLOAD writes at most 100 partitions ("UNLOAD", Amazon Athena User Guide); a day has one per family. */
const DAYS_PER_UNLOAD = Math.floor(100 / FAMILIES.length);
/** An event's day lies at most 35 days before its receipt (domain/transform), so no copy of it lies further away. */
const COMPANION_DAYS = 36;

export interface GenerationPorts extends Pick<SurveyPorts, 'keys'> {
  /** Runs a statement to its end. Throws with Athena's reason. */
  readonly run: (sql: string) => Promise<void>;
  /** The rows of a query, as text, without the header. */
  readonly rows: (sql: string) => Promise<readonly (readonly string[])[]>;
  /** Names a run: `20261121T021500Z-1a2b3c4d`, never the same twice. */
  readonly newRunId: () => string;
}

export type KeysByDay = ReadonlyMap<string, readonly string[]>;

export interface Generation {
  readonly run: string;
  readonly days: readonly string[];
  /** Keys of the landed files whose rows are in it, by day. */
  readonly landed: KeysByDay;
  /** Keys of its files, by day. */
  readonly files: KeysByDay;
  /** Rows by day; a day without any is left out. */
  readonly rows: ReadonlyMap<string, number>;
}

/**
 * The landed files of the days and of every other closed day that shares an event with them: only then has each event
 * one place among them. Where those share events with further days, these too. Files are listed before the statements
 * look at their rows: what lands in between is folded in, and once more by the next run.
 */
export async function withCompanions(
  ports: GenerationPorts,
  statements: Statements,
  chosen: readonly string[],
  found: KeysByDay = new Map(),
): Promise<KeysByDay> {
  const landed = new Map(found);
  for (const day of chosen) landed.set(day, await landedKeys(ports, day));
  const days = [...landed.keys()].toSorted();
  const first = shiftDay(days[0] ?? '', -COMPANION_DAYS);
  const last = shiftDay(days.at(-1) ?? '', COMPANION_DAYS);
  const rows = await ports.rows(statements('overlapping_days', { days: dayList(days), first, last }));
  const companions = rows.map(([day = '']) => day);
  return companions.length === 0 ? landed : withCompanions(ports, statements, companions, landed);
}

/** @throws Error naming the day whose rows are not as many as they must be: then nothing may be switched to them. */
export async function writeGeneration(
  ports: GenerationPorts,
  statements: Statements,
  bucket: string,
  landed: KeysByDay,
): Promise<Generation> {
  const days = [...landed.keys()].toSorted();
  const run = ports.newRunId();
  const before = await countDeduplicated(ports, statements, days);
  const rows = new Map<string, number>();
  for (const part of partsOf(run, days)) {
    const location = `s3://${bucket}/${COMPACTED_PREFIX}${part.folder}/`;
    await ports.run(statements('unload_deduplicated', { days: dayList(days), written: dayList(part.days), location }));
    for (const [day, count] of await countUnloaded(ports, statements, part)) rows.set(day, count);
  }
  const differs = days.some((day) => rows.get(day) !== before.get(day));
  if (differs) refuseWrongCounts(days, before, rows, await countDeduplicated(ports, statements, days));
  const files = await filesOf(ports, run);
  const unseen = [...rows].find(([day, count]) => count > 0 && !files.has(day));
  if (unseen) throw new Error(`The run ${run} wrote ${unseen[1]} rows of ${unseen[0]}, and no file of them is listed.`);
  return { run, days, landed, rows, files };
}

async function filesOf(ports: GenerationPorts, run: string): Promise<KeysByDay> {
  const keys: string[] = [];
  for await (const key of ports.keys(`${COMPACTED_PREFIX}${run}-`)) keys.push(key);
  return Map.groupBy(
    keys.filter((key) => partitionOf(key) !== undefined),
    (key) => partitionOf(key)?.day ?? '',
  );
}

/** The days that one UNLOAD writes, and its folder below `compacted/`. */
interface Part {
  readonly folder: string;
  readonly days: readonly string[];
}

/** A folder each: UNLOAD refuses one that has data in it, which its predecessor's has ("UNLOAD", Amazon Athena User Guide). */
function partsOf(run: string, days: readonly string[]): readonly Part[] {
  return Array.from({ length: Math.ceil(days.length / DAYS_PER_UNLOAD) }, (_, n) => ({
    folder: `${run}-${n + 1}`,
    days: days.slice(n * DAYS_PER_UNLOAD, (n + 1) * DAYS_PER_UNLOAD),
  }));
}

async function countDeduplicated(ports: GenerationPorts, statements: Statements, days: readonly string[]) {
  const found = await ports.rows(statements('count_deduplicated', { days: dayList(days) }));
  return new Map(found.map(([day = '', rows]) => [day, Number(rows)]));
}

async function countUnloaded(ports: GenerationPorts, statements: Statements, { folder, days }: Part) {
  const found = await ports.rows(statements('count_unloaded', { run: folder, days: dayList(days) }));
  const twice = found.find(([, rows, events]) => rows !== events);
  if (twice) {
    throw new Error(
      `The run ${folder} wrote ${twice[1]} rows of ${twice[2]} events on ${twice[0]}; each must have one.`,
    );
  }
  return new Map(found.map(([day = '', rows]) => [day, Number(rows)]));
}

type Counts = ReadonlyMap<string, number>;

/** What landed meanwhile may be among the rows or not; beyond that they are as many as the deduplicated rows. */
function refuseWrongCounts(days: readonly string[], before: Counts, rows: Counts, after: Counts): void {
  for (const day of days) {
    const [least = 0, most = 0] = [before.get(day) ?? 0, after.get(day) ?? 0].toSorted((a, b) => a - b);
    const written = rows.get(day) ?? 0;
    if (written < least || written > most) {
      const expected = least === most ? `${least}` : `${least} to ${most}`;
      throw new Error(
        `${written} rows were written for ${day}, but ${expected} deduplicated rows were expected; nothing was switched.`,
      );
    }
  }
}
