import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { openPartitionStore } from '../../src/glue/partition-store.ts';
import { temporaryFolder } from '../../src/testing/small-template.ts';
import { partition, place, register, TOTALS } from '../athena/registered.ts';
import { BASE, type LocalAthena, startAthena } from '../athena/shop.ts';

let athena: LocalAthena;
beforeEach(async () => {
  athena = await startAthena([...BASE, TOTALS]);
});
afterEach(() => athena.close());

const listed = z.object({
  Partitions: z.array(z.looseObject({ Values: z.array(z.string()) })),
  NextToken: z.string().optional(),
});
const call = (operation: string, input: Record<string, unknown>) => athena.glue(operation, { ...place, ...input });
const list = async (input: Record<string, unknown> = {}) => listed.parse(await call('GetPartitions', input));
const values = async (input: Record<string, unknown> = {}) =>
  (await list(input)).Partitions.map(({ Values }) => Values.join('/'));
const create = (...PartitionInputList: unknown[]) => call('BatchCreatePartition', { PartitionInputList });

test('what is registered is listed with all that it was given', async () => {
  const input = { ...partition(['a', '0']), Parameters: { rows: '5' }, LastAccessTime: 1_700_000_000 };
  expect(await create(input)).toEqual({ Errors: [] });
  const kept = { ...input, ...place, CatalogId: '123456789012', CreationTime: expect.any(Number) };
  expect(await list()).toEqual({ Partitions: [kept] });
  expect(await call('GetPartition', { PartitionValues: ['a', '0'] })).toEqual({ Partition: kept });
  const { Partitions } = await list({ ExcludeColumnSchema: true });
  expect(Partitions[0]?.StorageDescriptor).not.toHaveProperty('Columns');
});

test('what cannot be registered is named, and the others are', async () => {
  await register(athena, partition(['a', '0']));
  const foreign = partition(['c', '0']);
  const Location = 's3://elsewhere/c/';
  const answer = await create(partition(['a', '0']), partition(['b', '0']), partition(['b', '0']), {
    ...foreign,
    StorageDescriptor: { ...foreign.StorageDescriptor, Location },
  });
  const failed = (Values: string[], ErrorCode: string, message: string) => ({
    PartitionValues: Values,
    ErrorDetail: { ErrorCode, ErrorMessage: expect.stringContaining(message) },
  });
  expect(answer).toEqual({
    Errors: [
      failed(['a', '0'], 'AlreadyExistsException', 'Partition already exists.'),
      failed(['b', '0'], 'AlreadyExistsException', 'Partition already exists.'),
      failed(['c', '0'], 'InvalidInputException', `Location is ${Location}`),
    ],
  });
  expect(await values()).toEqual(['a/0', 'b/0']);
});

test('an update replaces all but the values', async () => {
  await register(athena, { ...partition(['a', '0']), StorageDescriptor: undefined });
  const entry = (Values: string[], input = partition(Values, 'new/')) => ({
    PartitionValueList: Values,
    PartitionInput: input,
  });
  const Entries = [entry(['a', '0']), entry(['b', '0']), entry(['a', '0'], partition(['c', '0']))];
  expect(await call('BatchUpdatePartition', { Entries })).toEqual({
    Errors: [
      {
        PartitionValueList: ['b', '0'],
        ErrorDetail: { ErrorCode: 'EntityNotFoundException', ErrorMessage: 'Partition not found.' },
      },
      {
        PartitionValueList: ['a', '0'],
        ErrorDetail: { ErrorCode: 'InvalidInputException', ErrorMessage: expect.stringContaining('cannot change') },
      },
    ],
  });
  expect((await list()).Partitions).toMatchObject([
    { Values: ['a', '0'], StorageDescriptor: { Location: 's3://shop/new/' } },
  ]);
});

test('what is deleted is gone, and what is not there is named', async () => {
  await register(athena, partition(['a', '0']), partition(['b', '0']));
  const PartitionsToDelete = [{ Values: ['a', '0'] }, { Values: ['a', '1'] }];
  expect(await call('BatchDeletePartition', { PartitionsToDelete })).toEqual({
    Errors: [
      {
        PartitionValues: ['a', '1'],
        ErrorDetail: { ErrorCode: 'EntityNotFoundException', ErrorMessage: 'Partition not found.' },
      },
    ],
  });
  expect(await values()).toEqual(['b/0']);
});

test('several are asked for at once', async () => {
  await register(athena, partition(['a', '0']), partition(['b', '0']));
  const PartitionsToGet = [{ Values: ['b', '0'] }, { Values: ['none', '0'] }];
  expect(await call('BatchGetPartition', { PartitionsToGet })).toMatchObject({
    Partitions: [{ Values: ['b', '0'] }],
    UnprocessedKeys: [{ Values: ['none', '0'] }],
  });
});

test('they are listed in pages and segments, in the order of their values', async () => {
  await register(athena, ...['c', 'a', 'b'].map((generation) => partition([generation, '0'])));
  const first = await list({ MaxResults: 2 });
  expect(first.Partitions.map(({ Values }) => Values[0])).toEqual(['a', 'b']);
  expect(await values({ MaxResults: 2, NextToken: first.NextToken })).toEqual(['c/0']);
  const segment = (SegmentNumber: number) => values({ Segment: { SegmentNumber, TotalSegments: 2 } });
  expect([...(await segment(0)), ...(await segment(1))].sort()).toEqual(['a/0', 'b/0', 'c/0']);
});

describe('Expression', () => {
  beforeEach(() => register(athena, ...['a', 'b'].flatMap((one) => ['2', '10'].map((part) => partition([one, part])))));

  test.each([
    ["generation = 'a'", ['a/10', 'a/2']],
    ["generation <> 'a' AND part = 2", ['b/2']],
    ['part < 10', ['a/2', 'b/2']],
    ["part >= 10 AND (generation = 'a' OR generation = 'b')", ['a/10', 'b/10']],
    ["generation = 'b' AND part = 2 OR generation = 'a' AND part > 2", ['a/10', 'b/2']],
    ["generation in ('b', 'c') and part between 3 and 10", ['b/10']],
    ["generation > 'it''s'", []],
  ])('%s', async (Expression, found) => {
    expect(await values({ Expression })).toEqual(found);
  });

  test.each([
    "generation LIKE 'a%'",
    "NOT generation = 'a'",
    'generation IS NULL',
    "amount = '1'",
    "part = '2'",
    'generation = 1',
    "generation = 'a' part = 2",
    'generation =',
    "(generation = 'a'",
    "generation = 'a' OR",
  ])('%s is refused', async (Expression) => {
    await expect(list({ Expression })).rejects.toMatchObject({
      name: 'InvalidInputException',
      message: expect.stringContaining('the laptop covers =, <>, <'),
    });
  });
});

const many = (count: number) => Array.from({ length: count }, (_, at) => partition([`g${at}`, '0']));

test.each([
  ['BatchCreatePartition', { PartitionInputList: many(101) }, 'PartitionInputList'],
  ['BatchCreatePartition', { PartitionInputList: [partition(['a'])] }, 'number of partition keys do not match'],
  ['BatchCreatePartition', { PartitionInputList: [{ Values: ['a', '0'], Rows: 1 }] }, 'Rows'],
  [
    'BatchUpdatePartition',
    { Entries: many(101).map((each) => ({ PartitionValueList: each.Values, PartitionInput: each })) },
    'Entries',
  ],
  ['BatchDeletePartition', { PartitionsToDelete: many(26).map(({ Values }) => ({ Values })) }, 'PartitionsToDelete'],
  ['BatchGetPartition', { PartitionsToGet: many(1_001).map(({ Values }) => ({ Values })) }, 'PartitionsToGet'],
  ['GetPartitions', { MaxResults: 1_001 }, 'MaxResults'],
])('%s refuses the whole call: %#', async (operation, input, message) => {
  await expect(call(operation, input)).rejects.toMatchObject({
    name: 'InvalidInputException',
    message: expect.stringContaining(message),
  });
});

test('as many as a call may have are taken', async () => {
  expect(await create(...many(100))).toEqual({ Errors: [] });
  const PartitionsToDelete = many(25).map(({ Values }) => ({ Values }));
  expect(await call('BatchDeletePartition', { PartitionsToDelete })).toEqual({ Errors: [] });
});

const WORK = {
  BatchCreatePartition: { PartitionInputList: [] },
  BatchUpdatePartition: { Entries: [{ PartitionValueList: ['a', '0'], PartitionInput: partition(['a', '0']) }] },
  BatchDeletePartition: { PartitionsToDelete: [] },
  GetPartition: { PartitionValues: ['a', '0'] },
  BatchGetPartition: { PartitionsToGet: [] },
};

describe.each(Object.entries(WORK))('%s', (operation, input) => {
  test('needs its action on the table, its database and the catalog', async () => {
    for (const resource of ['catalog', 'database/shop', 'table/shop/totals']) {
      athena.deny(new RegExp(`^glue:${operation} arn:aws:glue:us-east-1:123456789012:${resource}$`));
      await expect(call(operation, input)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    }
  });

  test('needs a table', async () => {
    await expect(athena.glue(operation, { ...place, ...input, TableName: 'mine' })).rejects.toMatchObject({
      name: 'EntityNotFoundException',
    });
  });
});

test('one that is not there is not found', async () => {
  await expect(call('GetPartition', { PartitionValues: ['a', '0'] })).rejects.toMatchObject({
    name: 'EntityNotFoundException',
    message: 'Cannot find partition.',
  });
});

test('a projected table keeps and lists them, and Athena ignores them', async () => {
  const { StorageDescriptor } = partition([], 'elsewhere/');
  await athena.parquet('elsewhere/a.parquet', "SELECT 'registered' AS event_key");
  const events = { DatabaseName: 'shop', TableName: 'events' };
  const PartitionInputList = [{ Values: ['2026-11-20', 'message'], StorageDescriptor }];
  expect(await athena.glue('BatchCreatePartition', { ...events, PartitionInputList })).toEqual({ Errors: [] });
  expect(await athena.glue('GetPartitions', events)).toMatchObject({ Partitions: PartitionInputList });
  expect(await athena.rows('SELECT event_key FROM events')).toEqual([['event_key']]);
});

describe('on the disk', () => {
  const folder = () => join(dirname(athena.dataDir), 'glue');

  test('partitions are there after a restart, and nothing unfinished is', async () => {
    await register(athena, partition(['a', '0']));
    const before = await list();
    writeFileSync(join(folder(), 'killed.tmp'), '[{"Values":');
    await athena.reopen();
    expect(await list()).toEqual(before);
    expect(readdirSync(folder())).toEqual(['shop.totals.partitions.json']);
  });

  test('a table that a template leaves out for a while has them still', async () => {
    await register(athena, partition(['a', '0']));
    await athena.reopen(BASE);
    await athena.reopen([...BASE, TOTALS]);
    expect(await values()).toEqual(['a/0']);
  });

  test('what is answered is written, whole, however many calls there are at once', async () => {
    await Promise.all(many(20).map((each) => create(each)));
    const kept: unknown = JSON.parse(readFileSync(join(folder(), 'shop.totals.partitions.json'), 'utf8'));
    expect(kept).toHaveLength(20);
    expect(await values()).toHaveLength(20);
  });

  test('a file that is no list of partitions stops the start, in one sentence', async () => {
    const broken = temporaryFolder();
    writeFileSync(join(broken, 'shop.totals.partitions.json'), '{');
    expect(() => openPartitionStore(broken)).toThrow(/totals\.partitions\.json is no list of partitions: restore it/);
  });
});

test('a list that was taken stays as it is', async () => {
  const store = openPartitionStore(temporaryFolder());
  const before = store.snapshot();
  await store.change('shop', 'totals', (known) => known.set('x', { Values: ['a', '0'], CreationTime: 1 }));
  expect(before('shop', 'totals')).toEqual([]);
  expect(store.of('shop', 'totals')).toHaveLength(1);
  await expect(
    store.change('shop', 'totals', (known) => {
      known.clear();
      throw new Error('not done');
    }),
  ).rejects.toThrow('not done');
  expect(store.of('shop', 'totals')).toHaveLength(1);
});
