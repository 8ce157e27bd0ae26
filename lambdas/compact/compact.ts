import { THROUGH_KEY } from '../../domain/contracts/lake-layout.ts';
import { atBoundary, throughObject } from '../../domain/sql/boundary.ts';
import type { HeldLease } from '../aws/lease.ts';
import { boundary, daysBetween, type LakeSurvey, lastClosedDay, oldestReachableDay } from './days.ts';
import { type Generation, type GenerationPorts, withCompanions, writeGeneration } from './generation.ts';
import { readReach, writeReach } from './reach.ts';
import type { CompactionRequest } from './request.ts';
import { type RetirePorts, retireSuperseded } from './retire.ts';
import type { Statements } from './statements.ts';
import { type SurveyPorts, surveyLake } from './survey.ts';
import { type SwitchPorts, switchTo } from './switch.ts';

/** What a run needs from the world; `aws.ts` provides it, the tests pretend it. */
export interface CompactionPorts extends SurveyPorts, GenerationPorts, SwitchPorts, RetirePorts {}

export interface CompactionSettings {
  readonly bucket: string;
  /** Days that stay open, today included. */
  readonly openDays: number;
  /** For how many days what was received is kept, and may be replayed. */
  readonly keptDays: number;
  /** The most days that are begun with in one run. */
  readonly daysPerRun: number;
  /** Whether what a finished generation replaced is marked for removal. */
  readonly deleteSuperseded: boolean;
}

/** What became of a run. */
export interface CompactionReport {
  readonly run: string;
  /** The last closed day; null until a day is closed. */
  readonly through: string | null;
  /** Days that have a new generation. */
  readonly days: readonly string[];
  readonly rows: number;
  /** Files that these days were read from before: those that landed. */
  readonly filesBefore: number;
  readonly filesAfter: number;
  /** Whether closed days are left that another run must take. */
  readonly hasMore: boolean;
  /** How many days lie between the oldest closed day that waits and the newest; 0 where none waits. */
  readonly oldestWaitingDays: number;
}

export interface Compaction {
  readonly ports: CompactionPorts;
  /** Checked before whatever readers see: a run that has lost it must not switch, for another does. */
  readonly lease: HeldLease;
  readonly settings: CompactionSettings;
  readonly statements: Statements;
  /** The text of the view `events`, as its file has it. */
  readonly eventsView: string;
  /** Statements that make the views of the reporting window, with today's window in them. */
  readonly windowViews: (nowMs: number) => readonly string[];
}

/**
 * Gives the closed days on which something landed a new generation, and moves the boundary. A run that dies leaves each
 * day read from one side, and the next one does again what it had not finished.
 * @throws Error naming the step, and the days where it knows them.
 */
export async function compact(compaction: Compaction, request: CompactionRequest): Promise<CompactionReport> {
  const { ports, settings } = compaction;
  const lastClosed = lastClosedDay(request.timeMs, settings.openDays);
  const survey = await step('survey', () => surveyLake(ports, { lastClosed, timeMs: request.timeMs }));
  // Before anything is marked for removal, as the run before may have died before it did so.
  await held(compaction, 'view', () => applyView(compaction, survey.through));
  await step('window', () => moveWindow(compaction, request.timeMs));
  if (settings.deleteSuperseded) await held(compaction, 'retire', () => retireSuperseded(ports, survey.through));
  const chosen =
    request.day === undefined ? survey.waiting.slice(0, settings.daysPerRun) : [closedDay(request.day, lastClosed)];
  const generation = await makeGeneration(compaction, chosen);
  const days = generation?.days ?? [];
  const left = survey.waiting.filter((day) => !days.includes(day));
  const compacted = survey.compacted.union(new Set(days));
  if (compacted.size > 0) await remember(compaction, request.timeMs, left[0]);
  const through = await advance(compaction, { ...survey, compacted, waiting: left }, lastClosed);
  return {
    ...summaryOf(generation),
    through,
    hasMore: request.day === undefined && left.length > 0,
    oldestWaitingDays: left[0] === undefined ? 0 : daysBetween(left[0], lastClosed) + 1,
  };
}

async function makeGeneration(compaction: Compaction, chosen: readonly string[]): Promise<Generation | undefined> {
  const { ports, settings, statements } = compaction;
  if (chosen.length === 0) return undefined;
  const landed = await step(`companions of ${chosen.join(', ')}`, () => withCompanions(ports, statements, chosen));
  const named = [...landed.keys()].toSorted().join(', ');
  const generation = await step(`unload of ${named}`, () =>
    writeGeneration(ports, statements, settings.bucket, landed),
  );
  await held(compaction, `switch of ${named}`, () => switchTo(ports, settings.bucket, generation));
  return generation;
}

/** Where the next run must begin to look. A run that dies before it has the next one look at more than it needs to. */
async function remember(compaction: Compaction, timeMs: number, oldestLeft: string | undefined): Promise<void> {
  const { ports, settings } = compaction;
  const reachable = oldestReachableDay(timeMs, settings.keptDays);
  const from = oldestLeft !== undefined && oldestLeft < reachable ? oldestLeft : reachable;
  if (from === (await readReach(ports))) return;
  await held(compaction, 'reach', () => writeReach(ports, from));
}

/** The boundary, then the view that has it: where the run dies between them the view has an earlier day, which is right. */
async function advance(compaction: Compaction, survey: LakeSurvey, lastClosed: string): Promise<string | null> {
  const through = boundary(survey, lastClosed);
  if (through === null || through === survey.through) return through;
  await held(compaction, 'boundary', () => compaction.ports.writeText(THROUGH_KEY, throughObject(through)));
  await step('view', () => applyView(compaction, through));
  return through;
}

async function applyView({ ports, eventsView }: Compaction, through: string | null): Promise<void> {
  if (through !== null) await ports.run(atBoundary(eventsView, through));
}

/** A window that was not moved reports days that are older than need be; its numbers are right. */
async function moveWindow({ ports, windowViews }: Compaction, nowMs: number): Promise<void> {
  for (const statement of windowViews(nowMs)) await ports.run(statement);
}

function summaryOf(generation: Generation | undefined) {
  const days = generation?.days ?? [];
  const total = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);
  return {
    run: generation?.run ?? '',
    days,
    rows: total(generation?.rows.values() ?? []),
    filesBefore: total(days.map((day) => generation?.landed.get(day)?.length ?? 0)),
    filesAfter: total([...(generation?.files.values() ?? [])].map(({ length }) => length)),
  };
}

function closedDay(day: string, lastClosed: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(day) && day <= lastClosed) return day;
  throw new RangeError(`The day to compact must be closed, ${lastClosed} or earlier; it is ${JSON.stringify(day)}.`);
}

function held<T>({ lease }: Compaction, name: string, work: () => Promise<T>): Promise<T> {
  return step(name, async () => {
    await lease.check();
    return work();
  });
}

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new Error(`Compaction, ${name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
