/** Removes generations that no query reads any more: partitions first, then their objects. */
import pMap from 'p-map';
import { begunAtMs, type CurrentGeneration } from '../../domain/contracts/current-generation.ts';
import { generationFolder, refreshedPrefix, storedName } from '../../domain/contracts/lake-layout.ts';
import type { RefreshedTable } from '../../domain/contracts/refreshed-table.ts';
import { MAX_PARTS } from './progress.ts';

export interface ExpirePorts {
  /** The generations that have a folder below a table's prefix. */
  readonly generationsBelow: (prefix: string) => Promise<readonly string[]>;
  readonly listKeys: (prefix: string) => Promise<readonly string[]>;
  readonly removeObjects: (keys: readonly string[]) => Promise<void>;
  /** Forgets partitions of a Glue table; those that it does not have are no error. */
  readonly unregister: (table: string, values: readonly (readonly string[])[]) => Promise<void>;
}

/** A query may run for 30 minutes ("Service Quotas", Amazon Athena User Guide: DML query timeout) with what it saw when it began. */
const READ_AT_MOST_MS = 45 * 60_000;
/** What a refresh that died has left: none works for so long. Lambda ends a loop of invocations after 16. */
const WORKED_ON_AT_MOST_MS = 12 * 3_600_000;
const TABLES_AT_ONCE = 8;

/** @returns what is remembered of former generations after that. */
export async function expireGenerations(
  ports: ExpirePorts,
  tables: readonly RefreshedTable[],
  current: CurrentGeneration,
  nowMs: number,
): Promise<CurrentGeneration['former']> {
  const isOver = ({ generation, until }: CurrentGeneration['former'][number]) =>
    generation !== current.generation && Date.parse(until) < nowMs - READ_AT_MOST_MS;
  const former = current.former.filter(isOver);
  const died = (await leftBehind(ports, tables, current, nowMs)).map((generation) => ({
    generation,
    parts: MAX_PARTS,
  }));
  const first = firstWritten(tables);
  const others = tables.filter((table) => table !== first);
  for (const { generation, parts } of [...former, ...died]) {
    await pMap(others, (table) => expireTable(ports, table, generation, parts), { concurrency: TABLES_AT_ONCE });
    // Last, because its folder is what a generation is found by, should this one die here.
    if (first !== undefined) await expireTable(ports, first, generation, parts);
  }
  return current.former.filter((one) => !isOver(one));
}

/** Each run writes this table before all others, so that its folder names every generation that left something. */
function firstWritten(tables: readonly RefreshedTable[]): RefreshedTable | undefined {
  return tables.find(({ parts }) => parts) ?? tables[0];
}

async function leftBehind(
  ports: ExpirePorts,
  tables: readonly RefreshedTable[],
  { generation, former }: CurrentGeneration,
  nowMs: number,
): Promise<readonly string[]> {
  const first = firstWritten(tables);
  if (first === undefined) return [];
  const known = new Set([generation, ...former.map((one) => one.generation)]);
  const found = await ports.generationsBelow(refreshedPrefix(first));
  return found.filter((one) => !known.has(one) && begunAtMs(one) < nowMs - WORKED_ON_AT_MOST_MS);
}

async function expireTable(
  ports: ExpirePorts,
  table: RefreshedTable,
  generation: string,
  parts: number,
): Promise<void> {
  const keys = await ports.listKeys(`${refreshedPrefix(table)}${generationFolder(generation)}`);
  const inKeys = keys.flatMap((key) => /\/part=(\d+)\//.exec(key)?.[1] ?? []);
  const known = Array.from({ length: table.parts ? parts : 1 }, (_, part) => String(part));
  const values = [...new Set([...known, ...inKeys])].map((part) => [generation, part]);
  await ports.unregister(storedName(table.name), values);
  await ports.removeObjects(keys);
}
