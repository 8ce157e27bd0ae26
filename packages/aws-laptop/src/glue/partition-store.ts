/**
 * The partitions that are registered with tables: a file a table, replaced as a whole, so that a crash leaves the old
 * list or the new one. A table that a later template leaves out keeps its file, which a mistaken start must not lose.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { oneAtATime } from '../s3/one-at-a-time.ts';
import { type Partition, partitionSchema } from './partition-input.ts';

export interface PartitionStore {
  /** In the order of their values. The list stays as it is when partitions change later. */
  of(database: string, table: string): readonly Partition[];
  /** The lists of all tables at this moment. */
  snapshot(): PartitionStore['of'];
  /** One change after the other; resolves when it is on the disk. `work` gets the partitions by `partitionId` and edits them. */
  change<T>(database: string, table: string, work: (partitions: Map<string, Partition>) => T): Promise<T>;
}

export function partitionId(values: readonly string[]): string {
  return JSON.stringify(values);
}

const fileSchema = z.array(partitionSchema);

/** @throws Error in one sentence when a file of it cannot be read. */
export function openPartitionStore(folder: string): PartitionStore {
  mkdirSync(folder, { recursive: true });
  let lists: ReadonlyMap<string, readonly Partition[]> = readLists(folder);
  const inTurn = oneAtATime();
  const of =
    (from: typeof lists): PartitionStore['of'] =>
    (database, table) =>
      from.get(`${database}.${table}`) ?? [];
  return {
    of: (database, table) => of(lists)(database, table),
    snapshot: () => of(lists),
    change: (database, table, work) =>
      inTurn(`${database}.${table}`, async () => {
        const name = `${database}.${table}`;
        const partitions = new Map((lists.get(name) ?? []).map((each) => [partitionId(each.Values), each]));
        const result = work(partitions);
        const list = [...partitions.values()].toSorted(byValues);
        await replaceFile(folder, `${name}${FILE_END}`, JSON.stringify(list));
        lists = new Map([...lists, [name, list]]);
        return result;
      }),
  };
}

const FILE_END = '.partitions.json';
const UNFINISHED = '.tmp';

function readLists(folder: string): ReadonlyMap<string, readonly Partition[]> {
  const names = readdirSync(folder);
  for (const name of names) if (name.endsWith(UNFINISHED)) rmSync(join(folder, name), { force: true });
  const files = names.filter((name) => name.endsWith(FILE_END));
  return new Map(files.map((name) => [name.slice(0, -FILE_END.length), readList(join(folder, name))]));
}

function readList(file: string): readonly Partition[] {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new Error(`${file} is no list of partitions: restore it, or delete it and register its partitions again.`, {
      cause,
    });
  }
}

function byValues(one: Partition, other: Partition): number {
  const at = one.Values.findIndex((value, index) => value !== other.Values[index]);
  return at < 0 ? 0 : (one.Values[at] ?? '') < (other.Values[at] ?? '') ? -1 : 1;
}

/** The text is on the disk before it gets the file's name, and the name before this resolves. */
async function replaceFile(folder: string, name: string, text: string): Promise<void> {
  const unfinished = join(folder, `${randomUUID()}${UNFINISHED}`);
  try {
    await synced(unfinished, 'w', (file) => file.writeFile(text));
    await rename(unfinished, join(folder, name));
    await synced(folder, 'r', async () => undefined);
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function synced(
  path: string,
  flags: string,
  work: (file: Awaited<ReturnType<typeof open>>) => Promise<void>,
): Promise<void> {
  const file = await open(path, flags);
  try {
    await work(file);
    await file.sync();
  } finally {
    await file.close();
  }
}
