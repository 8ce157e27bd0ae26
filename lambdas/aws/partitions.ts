import { setTimeout as sleep } from 'node:timers/promises';
import {
  BatchCreatePartitionCommand,
  BatchDeletePartitionCommand,
  BatchUpdatePartitionCommand,
  type ErrorDetail,
  GetTableCommand,
  type GlueClient,
  type PartitionInput,
} from '@aws-sdk/client-glue';

/** A partition of a Glue table: the values of its keys, in their order, and the folder of its files. */
export interface Partition {
  readonly values: readonly string[];
  /** `s3://bucket/folder/` */
  readonly location: string;
}

/** Partitions of the tables of one database. Each is switched whole; partitions of one call in no order that Glue promises. */
export interface Partitions {
  /** Creates partitions. One that exists gets the new location. */
  readonly register: (table: string, partitions: readonly Partition[]) => Promise<void>;
  /** Removes partitions, not their files. A missing one is no error. */
  readonly remove: (table: string, values: readonly Partition['values'][]) => Promise<void>;
}

export interface PartitionsOptions {
  /** Waits before what failed is tried once more. */
  readonly pause?: (attempt: number) => Promise<unknown>;
}

/** "BatchCreatePartition", "BatchUpdatePartition" (AWS Glue web API reference): 100 items at most. */
const MOST_WRITTEN = 100;
/** "BatchDeletePartition" (the same): 25 items at most. */
const MOST_REMOVED = 25;
/** Creating turns to updating and back where another writer is between them, which counts as an attempt. */
const ATTEMPTS = 5;
const PAUSE_MS = 200;

/** What a call says of one partition. One without an error is done. */
interface Failure {
  readonly values: readonly string[];
  readonly code: string;
  readonly reason: string;
}

type Verb = 'create' | 'update' | 'remove';

/** An entry on its way: its partition, and what is to be tried next. */
interface Entry {
  readonly input: PartitionInput;
  readonly verb: Verb;
  readonly failure?: Failure;
}

/** The partitions of a database in Glue. Throws the service's errors; for single partitions an error that names each. */
export function gluePartitions(
  client: GlueClient,
  DatabaseName: string,
  { pause = (attempt) => sleep(PAUSE_MS * 2 ** attempt) }: PartitionsOptions = {},
): Partitions {
  const register = async (table: string, partitions: readonly Partition[]) => {
    if (partitions.length === 0) return;
    const descriptor = await descriptorOf(client, DatabaseName, table);
    const entries = partitions.map(({ values, location }) => ({
      verb: 'create' as const,
      input: { Values: [...values], StorageDescriptor: { ...descriptor, Location: location } },
    }));
    await settle(client, { DatabaseName, TableName: table }, entries, pause);
  };
  return {
    register,
    remove: async (table, values) => {
      const entries = values.map((one) => ({ verb: 'remove' as const, input: { Values: [...one] } }));
      await settle(client, { DatabaseName, TableName: table }, entries, pause);
    },
  };
}

interface Table {
  readonly DatabaseName: string;
  readonly TableName: string;
}

/** A partition has columns and formats of its own. Read for each call, as a deployment may have changed the table's. */
async function descriptorOf(client: GlueClient, DatabaseName: string, Name: string) {
  const { Table: table } = await client.send(new GetTableCommand({ DatabaseName, Name }));
  if (table?.StorageDescriptor) return table.StorageDescriptor;
  throw new Error(`The table ${DatabaseName}.${Name} has no storage descriptor, which its partitions need.`);
}

/** @throws Error naming the partitions that could not be written, each with Glue's reason. */
async function settle(
  client: GlueClient,
  table: Table,
  entries: readonly Entry[],
  pause: (attempt: number) => Promise<unknown>,
): Promise<void> {
  let left = entries;
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (attempt === ATTEMPTS) throw new Error(`Partitions of ${table.TableName}: ${left.map(reasonOf).join('; ')}`);
    // What only turns from creating to updating need not wait.
    if (left.some(({ failure }) => failure && !TURNS[failure.code])) await pause(attempt - 1);
    left = await tryAll(client, table, left);
  }
}

/** What an error code says of the next try: `remove` of what is not there is done. */
const TURNS: Readonly<Record<string, Verb>> = {
  AlreadyExistsException: 'update',
  EntityNotFoundException: 'create',
};

async function tryAll(client: GlueClient, table: Table, entries: readonly Entry[]): Promise<readonly Entry[]> {
  const left: Entry[] = [];
  for (const [verb, some] of Map.groupBy(entries, (entry) => entry.verb)) {
    for (const batch of batchesOf(some, verb === 'remove' ? MOST_REMOVED : MOST_WRITTEN)) {
      const inputs = batch.map(({ input }) => input);
      const failures = await CALLS[verb](client, table, inputs);
      left.push(...failures.flatMap((failure) => nextOf(verb, inputs, failure)));
    }
  }
  return left;
}

function nextOf(verb: Verb, inputs: readonly PartitionInput[], failure: Failure): readonly Entry[] {
  if (verb === 'remove' && failure.code === 'EntityNotFoundException') return [];
  const input = inputs.find(({ Values = [] }) => keyOf(Values) === keyOf(failure.values));
  if (input === undefined) {
    throw new Error(`Glue answered for a partition that was not asked for: ${reasonOf({ failure })}`);
  }
  return [{ input, failure, verb: verb === 'remove' ? verb : (TURNS[failure.code] ?? verb) }];
}

type Call = (client: GlueClient, table: Table, inputs: readonly PartitionInput[]) => Promise<readonly Failure[]>;

const CALLS: Readonly<Record<Verb, Call>> = {
  async create(client, table, inputs) {
    const { Errors = [] } = await client.send(
      new BatchCreatePartitionCommand({ ...table, PartitionInputList: [...inputs] }),
    );
    return Errors.map(({ PartitionValues, ErrorDetail }) => failureOf(PartitionValues, ErrorDetail));
  },
  async update(client, table, inputs) {
    const Entries = inputs.map((input) => ({ PartitionValueList: input.Values ?? [], PartitionInput: input }));
    const { Errors = [] } = await client.send(new BatchUpdatePartitionCommand({ ...table, Entries }));
    return Errors.map(({ PartitionValueList, ErrorDetail }) => failureOf(PartitionValueList, ErrorDetail));
  },
  async remove(client, table, inputs) {
    const PartitionsToDelete = inputs.map(({ Values = [] }) => ({ Values }));
    const { Errors = [] } = await client.send(new BatchDeletePartitionCommand({ ...table, PartitionsToDelete }));
    return Errors.map(({ PartitionValues, ErrorDetail }) => failureOf(PartitionValues, ErrorDetail));
  },
};

function failureOf(values: readonly string[] = [], { ErrorCode = '', ErrorMessage = '' }: ErrorDetail = {}): Failure {
  return { values, code: ErrorCode, reason: ErrorMessage };
}

function reasonOf({ failure }: Pick<Entry, 'failure'>): string {
  return `${failure?.values.join('/')}: ${failure?.code} ${failure?.reason}`.trimEnd();
}

function keyOf(values: readonly string[]): string {
  return JSON.stringify(values);
}

function batchesOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));
}
