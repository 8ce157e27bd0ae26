import {
  type CurrentGeneration,
  currentGenerationText,
  GENERATION,
  readCurrentGeneration,
} from '../../domain/contracts/current-generation.ts';
import { CURRENT_GENERATION_KEY } from '../../domain/contracts/lake-layout.ts';
import { EVENTS_PER_PART, type RefreshedTable } from '../../domain/contracts/refreshed-table.ts';
import type { HeldLease } from '../aws/lease.ts';
import { type ExpirePorts, expireGenerations } from './expire.ts';
import { MAX_PARTS, type Progress } from './progress.ts';
import { type GenerationPorts, type Writing, writeGeneration } from './write-generation.ts';

/** What a refresh needs from the world; `aws.ts` provides it, the tests pretend it. */
export interface RefreshPorts extends GenerationPorts, ExpirePorts {
  /** The text of an object of the lake's bucket; undefined if it does not exist. */
  readonly readText: (key: string) => Promise<string | undefined>;
  readonly writeText: (key: string, text: string) => Promise<void>;
  /** Runs a statement to its end. Throws with Athena's reason. */
  readonly run: (sql: string) => Promise<void>;
  /** The rows of a query, as text, without the header. */
  readonly rows: (sql: string) => Promise<readonly (readonly (string | null)[])[]>;
  readonly nowMs: () => number;
}

export interface Refresh extends Omit<Writing, 'ports'> {
  readonly ports: RefreshPorts;
  /** Checked before readers are switched: a run that has lost it must not switch, for another does. */
  readonly lease: HeldLease;
  readonly tables: readonly RefreshedTable[];
}

/** What became of a refresh. */
export interface RefreshReport {
  readonly generation: string;
  /** The newest receipt in it, as Athena prints a timestamp; null for a lake without events. */
  readonly watermark: string | null;
  /** Events that it is made of. */
  readonly events: number;
  readonly tables: number;
  readonly parts: number;
  /** From its beginning until readers were switched, over all invocations. */
  readonly seconds: number;
}

/** In how many parts the next generation is written: by the events of the one before, else as they are counted. */
export async function partsNeeded({ ports, statements }: Refresh): Promise<number> {
  const known = (await readCurrent(ports))?.events;
  const events = known ?? Number((await ports.rows(statements.countEvents))[0]?.[0] ?? 0);
  return Math.min(Math.max(Math.ceil(events / EVENTS_PER_PART), 1), MAX_PARTS);
}

/**
 * Writes a whole generation and switches readers to it. A run that dies, at whatever step, leaves readers on the one
 * before. @returns the progress to go on from when the time ended first.
 * @throws Error naming the step, and the table where it knows it.
 */
export async function refresh(
  work: Refresh,
  progress: Progress,
  options: { readonly force: boolean },
): Promise<RefreshReport | Progress> {
  const shown = await step('view', () => showRemembered(work));
  // Lambda tries a failed invocation again: this one may have died after the switch.
  if (shown?.generation !== progress.generation) {
    const left = await writeAndSwitch(work, progress, shown, options);
    if (left !== undefined) return left;
  }
  return step('former generations', () => expireFormer(work, progress));
}

/** @returns the progress to go on from when the time ended before the switch. */
async function writeAndSwitch(
  work: Refresh,
  progress: Progress,
  shown: CurrentGeneration | undefined,
  options: { readonly force: boolean },
): Promise<Progress | undefined> {
  const { ports, statements } = work;
  const left = await step('tables', () => writeGeneration({ ...work, ports: registering(work) }, progress));
  if (left !== undefined) return left;
  const found = await step('watermark', () => watermarkOf(work, progress.generation));
  if (!options.force) refuseOlder(found.watermark, shown);
  await step('switch', async () => {
    const { generation, parts } = progress;
    const refreshedAt = new Date(ports.nowMs()).toISOString();
    const former = await formerAfter(work, shown, refreshedAt);
    await work.lease.check();
    await writeCurrent(ports, { generation, parts, ...found, refreshedAt, former });
    await ports.run(statements.show(generation));
  });
  return undefined;
}

/**
 * Readers may see another generation than the one that is remembered: the run before died between the two, or a deployment
 * that had read the one before replaced the view. Then they leave that one only now.
 */
async function showRemembered({ ports, lease, statements }: Refresh): Promise<CurrentGeneration | undefined> {
  const current = await readCurrent(ports);
  if (current === undefined) return undefined;
  const [[seen] = []] = await ports.rows(statements.shown);
  if (seen === current.generation) return current;
  const until = new Date(ports.nowMs()).toISOString();
  const former = current.former.map((one) => (one.generation === seen ? { ...one, until } : one));
  await lease.check();
  await writeCurrent(ports, { ...current, former });
  await ports.run(statements.show(current.generation));
  return { ...current, former };
}

async function watermarkOf({ ports, statements }: Refresh, generation: string) {
  const [row] = await ports.rows(statements.watermark(generation));
  if (row === undefined) throw new Error(`The generation ${generation} has no watermark; nothing was switched.`);
  return { watermark: row[0] ?? null, events: Number(row[1] ?? 0) };
}

/** Timestamps of one form, so that their texts compare as they do. */
function refuseOlder(watermark: string | null, shown: CurrentGeneration | undefined): void {
  if (shown?.watermark == null || (watermark !== null && watermark >= shown.watermark)) return;
  throw new Error(
    `The newest receipt of this generation is ${watermark ?? 'none'}, but readers see one up to ${shown.watermark}: rows that ` +
      'the lake had are not there any more. Nothing was switched. If they were removed on purpose: npx lake refresh --force.',
  );
}

/** What readers saw until now, after what they saw before. Where its object was deleted, their view still says it. */
async function formerAfter(
  { ports, statements }: Refresh,
  shown: CurrentGeneration | undefined,
  until: string,
): Promise<CurrentGeneration['former']> {
  if (shown !== undefined) return [...shown.former, { generation: shown.generation, parts: shown.parts, until }];
  const [[seen] = []] = await ports.rows(statements.shown);
  return seen != null && GENERATION.test(seen) ? [{ generation: seen, parts: MAX_PARTS, until }] : [];
}

async function expireFormer({ ports, lease, tables }: Refresh, { begunAtMs }: Progress): Promise<RefreshReport> {
  const current = await readCurrent(ports);
  if (current === undefined) throw new Error(`The object ${CURRENT_GENERATION_KEY} is gone.`);
  const seconds = Math.round((ports.nowMs() - begunAtMs) / 100) / 10;
  const former = await expireGenerations(ports, tables, current, ports.nowMs());
  if (former.length < current.former.length) {
    await lease.check();
    await writeCurrent(ports, { ...current, former });
  }
  const { generation, watermark, events, parts } = current;
  return { generation, watermark, events, tables: tables.length, parts, seconds };
}

/** An event that Lambda delivers twice has two runs under one lease: the one that took it first registers nothing more. */
function registering({ ports, lease }: Refresh): RefreshPorts {
  return {
    ...ports,
    register: async (table, partitions) => {
      await lease.check();
      await ports.register(table, partitions);
    },
  };
}

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new Error(`Refresh, ${name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

async function readCurrent({ readText }: RefreshPorts): Promise<CurrentGeneration | undefined> {
  return readCurrentGeneration(await readText(CURRENT_GENERATION_KEY));
}

async function writeCurrent({ writeText }: RefreshPorts, current: CurrentGeneration): Promise<void> {
  await writeText(CURRENT_GENERATION_KEY, currentGenerationText(current));
}
