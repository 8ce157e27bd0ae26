/** Writes the tables of one generation: each as soon as those that it reads are there, some side by side. */
import pMap from 'p-map';
import { storedName } from '../../domain/contracts/lake-layout.ts';
import type { RefreshStep } from '../../domain/sql/refresh-query.ts';
import { type Progress, type Running, type Unit, unitKey } from './progress.ts';
import { partPrefix, type RefreshStatements } from './statements.ts';

/** Of Athena's quota of active DML queries, which people's queries share ("Service Quotas", Amazon Athena User Guide). */
const UNLOADS_AT_ONCE = 4;

export interface GenerationPorts {
  /** Starts a statement and answers its id. */
  readonly start: (sql: string) => Promise<string>;
  /** Waits until a statement has ended; `late` when the time ended first. @throws Error with Athena's reason. */
  readonly ended: (executionId: string) => Promise<'done' | 'late'>;
  /** Makes the partitions of a Glue table known, at their places in the lake's bucket. */
  readonly register: (table: string, partitions: readonly NewPartition[]) => Promise<void>;
  /** Names a folder, never the same twice. */
  readonly newFolder: () => string;
  /** Whether there is time to begin with another statement. */
  readonly hasTime: () => boolean;
}

export interface NewPartition {
  readonly values: readonly string[];
  /** Key prefix, ending in a slash. */
  readonly prefix: string;
}

export interface Writing {
  readonly ports: GenerationPorts;
  readonly steps: readonly RefreshStep[];
  readonly statements: RefreshStatements;
}

/** @returns the progress that another invocation must go on from, or undefined when all is written. @throws Error naming the table. */
export async function writeGeneration(writing: Writing, progress: Progress): Promise<Progress | undefined> {
  const done = new Set(progress.done);
  const running = { ...progress.running };
  const units = writing.steps.flatMap((step) => unitsOf(step, progress.parts).map((unit) => ({ step, unit })));
  const finished = new Map<string, Promise<boolean>>();
  // In this order what a unit waits for has been begun before it, so that the places cannot all be taken by waiting.
  await pMap(
    units,
    ({ step, unit }) => {
      const key = unitKey(unit);
      const waitsFor = step.reads.flatMap((read) =>
        [...finished].filter(([other]) => other.startsWith(`${read.name}/`)),
      );
      const work = Promise.all(waitsFor.map(([, outcome]) => outcome)).then(async (outcomes) => {
        if (done.has(key)) return true;
        if (!outcomes.every(Boolean)) return false;
        if (!(await writeUnit(writing, progress, step, unit, running))) return false;
        done.add(key);
        delete running[key];
        return true;
      });
      finished.set(key, work);
      return work;
    },
    { concurrency: UNLOADS_AT_ONCE },
  );
  // By name: a deployment between two invocations may have removed a table that is done.
  const isWritten = units.every(({ unit }) => done.has(unitKey(unit)));
  return isWritten ? undefined : { ...progress, done: [...done], running };
}

/** Of a table in parts that reads no other table one statement writes all parts. */
function unitsOf({ table, reads }: RefreshStep, parts: number): readonly Unit[] {
  const count = table.parts && reads.length > 0 ? parts : 1;
  return Array.from({ length: count }, (_, part) => ({ table: table.name, part }));
}

/** @returns false when its time ended first; `running` then has its statement. */
async function writeUnit(
  { ports, statements }: Writing,
  { generation, parts }: Progress,
  { table, reads }: RefreshStep,
  unit: Unit,
  running: Record<string, Running>,
): Promise<boolean> {
  const key = unitKey(unit);
  const writesAll = table.parts && reads.length === 0;
  const start = async (): Promise<Running> => {
    const folder = ports.newFolder();
    const place = { generation, folder };
    const sql = writesAll ? statements.unloadParts(table, place, parts) : statements.unload(table, place, unit.part);
    return { folder, execution: await ports.start(sql) };
  };
  try {
    if (running[key] === undefined && !ports.hasTime()) return false;
    running[key] ??= await start();
    const { execution, folder } = running[key];
    if ((await ports.ended(execution)) === 'late') return false;
    const written = writesAll ? Array.from({ length: parts }, (_, part) => part) : [unit.part];
    const partitions = written.map((part) => ({
      values: [generation, String(part)],
      prefix: partPrefix(table, { generation, folder }, part),
    }));
    await ports.register(storedName(table.name), partitions);
    return true;
  } catch (cause) {
    throw new Error(`${table.name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
