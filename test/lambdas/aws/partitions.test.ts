import {
  BatchCreatePartitionCommand,
  BatchDeletePartitionCommand,
  BatchUpdatePartitionCommand,
  GetTableCommand,
  GlueClient,
} from '@aws-sdk/client-glue';
import { describe, expect, test } from 'vitest';
import { gluePartitions, type Partition } from '../../../lambdas/aws/partitions.ts';

const CLIENT = new GlueClient({ region: 'eu-west-1' });
const SERDE = { SerializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' };
const DESCRIPTOR = { Columns: [{ Name: 'event_key', Type: 'string' }], SerdeInfo: SERDE, Location: 's3://lake/rows/' };

/** Whether Glue refuses a partition in this call, by a code. */
type Refuse = (verb: string, values: readonly string[]) => string | undefined;

/** A Glue that holds partitions by their values, and answers per entry as its reference says. */
function glueWith(partitions: Readonly<Record<string, string>>, refuse: Refuse = () => undefined) {
  const held = new Map(Object.entries(partitions));
  const calls: string[] = [];
  const pauses: number[] = [];
  const failure = (verb: string, values: readonly string[]) => {
    const name = values.join('/');
    const own = refuse(verb, values);
    if (own !== undefined) return own;
    if (verb === 'create') return held.has(name) ? 'AlreadyExistsException' : undefined;
    return held.has(name) ? undefined : 'EntityNotFoundException';
  };
  const answer = <T>(verb: string, entries: readonly T[], valuesOf: (entry: T) => readonly string[] | undefined) => {
    calls.push(`${verb} ${entries.length}`);
    return entries.flatMap((entry) => {
      const values = [...(valuesOf(entry) ?? [])];
      const ErrorCode = failure(verb, values);
      const ErrorDetail = { ErrorCode, ErrorMessage: 'as Glue words it' };
      return ErrorCode === undefined ? [] : [{ values, error: { ErrorDetail } }];
    });
  };
  const put = (input: { readonly Values?: string[]; readonly StorageDescriptor?: { readonly Location?: string } }) => {
    const { Location = '', ...descriptor } = input.StorageDescriptor ?? {};
    expect({ ...descriptor, Location: DESCRIPTOR.Location }).toEqual(DESCRIPTOR);
    held.set((input.Values ?? []).join('/'), Location);
  };
  const named = (values: readonly string[]) => values.join('/');
  const send = async (command: unknown) => {
    if (command instanceof GetTableCommand) {
      calls.push(`table ${command.input.Name}`);
      return { Table: { Name: command.input.Name, StorageDescriptor: DESCRIPTOR } };
    }
    if (command instanceof BatchCreatePartitionCommand) {
      const { PartitionInputList = [] } = command.input;
      const failed = answer('create', PartitionInputList, ({ Values }) => Values);
      const names = failed.map(({ values }) => named(values));
      for (const input of PartitionInputList) if (!names.includes(named(input.Values ?? []))) put(input);
      return { Errors: failed.map(({ values, error }) => ({ PartitionValues: values, ...error })) };
    }
    if (command instanceof BatchUpdatePartitionCommand) {
      const { Entries = [] } = command.input;
      const failed = answer('update', Entries, ({ PartitionValueList }) => PartitionValueList);
      const names = failed.map(({ values }) => named(values));
      for (const { PartitionInput = {} } of Entries)
        if (!names.includes(named(PartitionInput.Values ?? []))) put(PartitionInput);
      return { Errors: failed.map(({ values, error }) => ({ PartitionValueList: values, ...error })) };
    }
    if (command instanceof BatchDeletePartitionCommand) {
      const { PartitionsToDelete = [] } = command.input;
      const failed = answer('remove', PartitionsToDelete, ({ Values }) => Values);
      const names = failed.map(({ values }) => named(values));
      for (const { Values = [] } of PartitionsToDelete) if (!names.includes(named(Values))) held.delete(named(Values));
      return { Errors: failed.map(({ values, error }) => ({ PartitionValues: values, ...error })) };
    }
    throw new Error('No other call is made.');
  };
  const client: GlueClient = Object.assign(Object.create(CLIENT), { send });
  const pause = async (attempt: number) => pauses.push(attempt);
  return { ...gluePartitions(client, 'lake', { pause }), held, calls, pauses };
}

const partitions = (number: number): readonly Partition[] =>
  Array.from({ length: number }, (_, n) => ({ values: ['2026-11-17', `f${n}`], location: `s3://lake/new/${n}/` }));
const OLD = { '2026-11-17/f0': 's3://lake/old/0/', '2026-11-17/f1': 's3://lake/old/1/' };
const located = (number: number) => partitions(number).map(({ values, location }) => [values.join('/'), location]);

describe('partitions are written', () => {
  test('with the columns and the format of their table, which is read once', async () => {
    const glue = glueWith({});
    await glue.register('rows', partitions(2));
    expect([...glue.held]).toEqual(located(2));
    expect(glue.calls).toEqual(['table rows', 'create 2']);
  });

  test('a hundred a call', async () => {
    const glue = glueWith({});
    await glue.register('rows', partitions(201));
    expect(glue.calls).toEqual(['table rows', 'create 100', 'create 100', 'create 1']);
    expect(glue.held.size).toBe(201);
    await glue.register('rows', partitions(201));
    expect(glue.calls.slice(-3)).toEqual(['update 100', 'update 100', 'update 1']);
  });

  test('and those that exist already are updated', async () => {
    const glue = glueWith(OLD);
    await glue.register('rows', partitions(3));
    expect(new Map(glue.held)).toEqual(new Map(located(3).map(([name = '', location = '']) => [name, location])));
    expect(glue.calls).toEqual(['table rows', 'create 3', 'update 2']);
  });

  test('not at all, without a call, where there are none', async () => {
    const glue = glueWith({});
    await glue.register('rows', []);
    await glue.remove('rows', []);
    expect(glue.calls).toEqual([]);
  });
});

describe('partitions are removed', () => {
  test('25 a call, and a missing one is no error', async () => {
    const glue = glueWith(OLD);
    await glue.remove(
      'rows',
      partitions(51).map(({ values }) => values),
    );
    expect(glue.calls).toEqual(['remove 25', 'remove 25', 'remove 1']);
    expect(glue.held.size).toBe(0);
  });
});

describe('an entry that Glue refuses', () => {
  test('is tried again, and only that entry', async () => {
    let times = 0;
    const glue = glueWith({}, (_, values) =>
      values[1] === 'f1' && times++ < 2 ? 'InternalServiceException' : undefined,
    );
    await glue.register('rows', partitions(3));
    expect(glue.calls).toEqual(['table rows', 'create 3', 'create 1', 'create 1']);
    expect(glue.pauses).toEqual([0, 1]);
    expect(glue.held.size).toBe(3);
  });

  test.each(['register', 'remove'] as const)('every time fails the %s by its name and reason', async (verb) => {
    const glue = glueWith(OLD, (_, values) => (values[1] === 'f1' ? 'InvalidInputException' : undefined));
    const failing =
      verb === 'remove' ? glue.remove('rows', [['2026-11-17', 'f1']]) : glue.register('rows', partitions(2));
    await expect(failing).rejects.toThrow('Partitions of rows: 2026-11-17/f1: InvalidInputException as Glue words it');
    expect(glue.calls.filter((call) => !call.startsWith('table'))).toHaveLength(verb === 'register' ? 6 : 5);
  });

  test('because another writer made and removed it again does not go on for ever', async () => {
    const glue = glueWith({}, (verb) => (verb === 'create' ? 'AlreadyExistsException' : 'EntityNotFoundException'));
    await expect(glue.register('rows', partitions(1))).rejects.toThrow('2026-11-17/f0: AlreadyExistsException');
    expect(glue.calls).toHaveLength(6);
  });
});
