/** Partitions of the Data Catalog: what the batch operations and reads do with them, entry by entry. */
import { AwsError, type JsonOperation, type Principal } from '../aws.ts';
import type { GlueTable } from './data-catalog.ts';
import { glueOperation } from './operation.ts';
import {
  batchGetInput,
  createInput,
  deleteInput,
  getInput,
  type Partition,
  type PartitionInput,
  updateInput,
} from './partition-input.ts';
import { type PartitionStore, partitionId } from './partition-store.ts';

export interface PartitionOperationsOptions {
  readonly partitions: PartitionStore;
  readonly accountId: string;
  /** Asks for the action on the table. @throws AwsError for a table that does not exist, or that the caller may not use. */
  readonly tableFor: (principal: Principal, action: string, input: Place) => Promise<GlueTable>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

interface Place {
  readonly DatabaseName: string;
  readonly TableName: string;
}

type Failure = { readonly ErrorCode: string; readonly ErrorMessage: string };

export function partitionOperations(options: PartitionOperationsOptions): Readonly<Record<string, JsonOperation>> {
  const { partitions, accountId, tableFor, now } = options;
  const shown = (place: Place, partition: Partition) => ({ ...partition, ...place, CatalogId: accountId });
  const lookup = ({ DatabaseName, TableName }: Place) =>
    new Map(partitions.of(DatabaseName, TableName).map((each) => [partitionId(each.Values), each]));
  const change = <T>({ DatabaseName, TableName }: Place, work: (known: Map<string, Partition>) => T) =>
    partitions.change(DatabaseName, TableName, work);
  return {
    BatchCreatePartition: glueOperation(accountId, createInput, async ({ PartitionInputList, ...place }, principal) => {
      const table = await tableFor(principal, 'glue:BatchCreatePartition', place);
      for (const { Values } of PartitionInputList) refuseOtherNumber(table, Values);
      return change(place, (known) => ({
        Errors: PartitionInputList.flatMap((input) => {
          const failure = notCovered(table, input) ?? existing(known, input.Values);
          if (failure !== undefined) return [{ PartitionValues: input.Values, ErrorDetail: failure }];
          known.set(partitionId(input.Values), { ...input, CreationTime: Math.floor(now() / 1_000) });
          return [];
        }),
      }));
    }),
    BatchUpdatePartition: glueOperation(accountId, updateInput, async ({ Entries, ...place }, principal) => {
      const table = await tableFor(principal, 'glue:BatchUpdatePartition', place);
      return change(place, (known) => ({
        Errors: Entries.flatMap(({ PartitionValueList, PartitionInput }) => {
          const before = known.get(partitionId(PartitionValueList));
          const failure =
            before === undefined
              ? NOT_FOUND
              : (otherValues(PartitionValueList, PartitionInput) ?? notCovered(table, PartitionInput));
          if (failure !== undefined || before === undefined) return [{ PartitionValueList, ErrorDetail: failure }];
          known.set(partitionId(PartitionValueList), { ...PartitionInput, CreationTime: before.CreationTime });
          return [];
        }),
      }));
    }),
    BatchDeletePartition: glueOperation(accountId, deleteInput, async ({ PartitionsToDelete, ...place }, principal) => {
      await tableFor(principal, 'glue:BatchDeletePartition', place);
      return change(place, (known) => ({
        Errors: PartitionsToDelete.filter(({ Values }) => !known.delete(partitionId(Values))).map(({ Values }) => ({
          PartitionValues: Values,
          ErrorDetail: NOT_FOUND,
        })),
      }));
    }),
    GetPartition: glueOperation(accountId, getInput, async ({ PartitionValues, ...place }, principal) => {
      await tableFor(principal, 'glue:GetPartition', place);
      const found = lookup(place).get(partitionId(PartitionValues));
      if (found === undefined) throw new AwsError('EntityNotFoundException', 'Cannot find partition.');
      return { Partition: shown(place, found) };
    }),
    BatchGetPartition: glueOperation(accountId, batchGetInput, async ({ PartitionsToGet, ...place }, principal) => {
      await tableFor(principal, 'glue:BatchGetPartition', place);
      const known = lookup(place);
      const wanted = PartitionsToGet.map(({ Values }) => ({ Values, found: known.get(partitionId(Values)) }));
      return {
        Partitions: wanted.flatMap(({ found }) => (found === undefined ? [] : [shown(place, found)])),
        // "A list of the partition values in the request for which partitions were not returned."
        UnprocessedKeys: wanted.filter(({ found }) => found === undefined).map(({ Values }) => ({ Values })),
      };
    }),
  };
}

const NOT_FOUND: Failure = { ErrorCode: 'EntityNotFoundException', ErrorMessage: 'Partition not found.' };

const invalid = (ErrorMessage: string): Failure => ({ ErrorCode: 'InvalidInputException', ErrorMessage });

/** Glue refuses the whole call. */
function refuseOtherNumber({ PartitionKeys }: GlueTable, values: readonly string[]): void {
  if (values.length === PartitionKeys.length) return;
  throw new AwsError(
    'InvalidInputException',
    'The number of partition keys do not match the number of partition values',
  );
}

function existing(known: ReadonlyMap<string, Partition>, values: readonly string[]): Failure | undefined {
  if (!known.has(partitionId(values))) return undefined;
  return { ErrorCode: 'AlreadyExistsException', ErrorMessage: 'Partition already exists.' };
}

/** "The Values property can't be changed." ("UpdatePartition") */
function otherValues(values: readonly string[], { Values }: PartitionInput): Failure | undefined {
  if (partitionId(values) === partitionId(Values)) return undefined;
  return invalid(`Values is ${Values.join('/')}; the partition is ${values.join('/')}, and its values cannot change.`);
}

/** The laptop's Athena reads a table's files from one bucket. */
function notCovered(
  { StorageDescriptor: table }: GlueTable,
  { StorageDescriptor }: PartitionInput,
): Failure | undefined {
  const bucketOf = (location = '') => /^s3:\/\/([^/]+)\/./.exec(location)?.[1];
  const bucket = bucketOf(table.Location);
  const location = StorageDescriptor?.Location;
  if (location === undefined || bucketOf(location) === bucket) return undefined;
  return invalid(`Location is ${location}; on the laptop it must be a prefix of the table's bucket, s3://${bucket}/….`);
}
