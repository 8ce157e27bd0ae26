import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { BASE, type LocalAthena, startAthena } from '../athena/shop.ts';

const QUERY = `SELECT event_key, sum(amount) AS total, CAST(1.5 AS decimal(10,2)) AS share, DATE '2026-11-20' AS day,
  ARRAY[amount] AS amounts FROM events -- by key
GROUP BY event_key, amount`;

let athena: LocalAthena;
beforeAll(async () => {
  athena = await startAthena();
  await athena.run(`CREATE OR REPLACE VIEW totals AS ${QUERY};`);
});
afterEach(() => athena.deny(undefined));
afterAll(() => athena.close());

const database = { DatabaseName: 'shop' };
const named = z.object({ TableList: z.array(z.object({ Name: z.string() })), NextToken: z.string().optional() });
const namesOf = async (input: Record<string, unknown>) => {
  const { TableList } = named.parse(await athena.glue('GetTables', { ...database, ...input }));
  return TableList.map(({ Name }) => Name);
};

test('the databases are those of the template', async () => {
  const { DatabaseList } = await athena.glue('GetDatabases', {});
  expect(DatabaseList).toMatchObject([{ Name: 'shop', CatalogId: '123456789012', CreateTime: expect.any(Number) }]);
  expect(await athena.glue('GetDatabase', { Name: 'SHOP' })).toMatchObject({ Database: { Name: 'shop' } });
});

test('a table is as the template has it, its defaults filled in', async () => {
  const { Table } = await athena.glue('GetTable', { ...database, Name: 'Events' });
  expect(Table).toMatchObject({
    Name: 'events',
    DatabaseName: 'shop',
    PartitionKeys: [
      { Name: 'dt', Type: 'string' },
      { Name: 'family', Type: 'string' },
    ],
    Parameters: { 'projection.enabled': 'true' },
    StorageDescriptor: {
      Location: 's3://shop/events/',
      Columns: expect.arrayContaining([{ Name: 'amount', Type: 'bigint' }]),
      Compressed: false,
    },
    Retention: 0,
  });
});

describe('a view', () => {
  const tableSchema = z.object({ Table: z.looseObject({ ViewOriginalText: z.string() }) });

  test('is a VIRTUAL_VIEW whose columns have Hive’s types', async () => {
    expect(await athena.glue('GetTable', { ...database, Name: 'totals' })).toMatchObject({
      Table: {
        TableType: 'VIRTUAL_VIEW',
        Parameters: { comment: 'Presto View', presto_view: 'true' },
        PartitionKeys: [],
        ViewExpandedText: '/* Presto View */',
        StorageDescriptor: {
          Columns: [
            { Name: 'event_key', Type: 'string' },
            { Name: 'total', Type: 'bigint' },
            { Name: 'share', Type: 'decimal(10,2)' },
            { Name: 'day', Type: 'date' },
            { Name: 'amounts', Type: 'array<bigint>' },
          ],
          Location: '',
        },
      },
    });
  });

  test('has its query as it was written, and Trino’s types, in base 64', async () => {
    const { Table } = tableSchema.parse(await athena.glue('GetTable', { ...database, Name: 'totals' }));
    const [, base64 = ''] = /^\/\* Presto View: (\S+) \*\/$/.exec(Table.ViewOriginalText) ?? [];
    expect(JSON.parse(Buffer.from(base64, 'base64').toString('utf8'))).toEqual({
      originalSql: QUERY,
      catalog: 'awsdatacatalog',
      schema: 'shop',
      columns: [
        { name: 'event_key', type: 'varchar' },
        { name: 'total', type: 'bigint' },
        { name: 'share', type: 'decimal(10,2)' },
        { name: 'day', type: 'date' },
        { name: 'amounts', type: 'array(bigint)' },
      ],
    });
  });

  test('stays what it is over a restart', async () => {
    const before = await athena.glue('GetTable', { ...database, Name: 'totals' });
    await athena.reopen();
    expect(await athena.glue('GetTable', { ...database, Name: 'totals' })).toEqual(before);
  });
});

test('tables and views are listed by name, in pages', async () => {
  expect(await namesOf({})).toEqual(['events', 'totals']);
  const first = named.parse(await athena.glue('GetTables', { ...database, MaxResults: 1 }));
  expect(first.TableList.map(({ Name }) => Name)).toEqual(['events']);
  expect(await namesOf({ MaxResults: 1, NextToken: first.NextToken })).toEqual(['totals']);
});

test.each([
  ['tot*', ['totals']],
  ['*ALS', ['totals']],
  ['.*ent.*', ['events']],
  ['events|totals', ['events', 'totals']],
  ['event', []],
])('the expression %s finds %j', async (Expression, names) => {
  expect(await namesOf({ Expression })).toEqual(names);
});

test('what is projected is no partition of the catalog', async () => {
  expect(await athena.glue('GetPartitions', { ...database, TableName: 'events' })).toEqual({ Partitions: [] });
});

test.each([
  ['GetDatabase', { Name: 'mine' }, 'EntityNotFoundException', 'Database mine not found.'],
  ['GetTables', { DatabaseName: 'mine' }, 'EntityNotFoundException', 'Database mine not found.'],
  ['GetTable', { ...database, Name: 'mine' }, 'EntityNotFoundException', 'Entity Not Found'],
  ['GetPartitions', { ...database, TableName: 'mine' }, 'EntityNotFoundException', 'Entity Not Found'],
  ['GetDatabases', { CatalogId: '210987654321' }, 'EntityNotFoundException', 'the laptop has 123456789012 only'],
  ['GetTables', { ...database, Expression: '(' }, 'InvalidInputException', 'no regular expression'],
  ['GetTables', { ...database, AttributesToGet: ['NAME'] }, 'InvalidInputException', 'AttributesToGet'],
  ['CreateTable', {}, 'UnknownOperationException', 'CreateTable'],
])('%s with %j is %s', async (operation, input, name, message) => {
  const call = athena.glue(operation, input);
  await expect(call).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
});

const GLUE = 'arn:aws:glue:us-east-1:123456789012:';

test.each([
  ['GetDatabases', {}, ['catalog', 'database/shop']],
  ['GetDatabase', { Name: 'shop' }, ['catalog', 'database/shop']],
  ['GetTables', database, ['catalog', 'database/shop', 'table/shop/*']],
  ['GetTable', { ...database, Name: 'totals' }, ['catalog', 'database/shop', 'table/shop/totals']],
  ['GetPartitions', { ...database, TableName: 'events' }, ['catalog', 'database/shop', 'table/shop/events']],
])('%s needs its action on all that it lies in', async (operation, input, resources) => {
  for (const resource of resources) {
    athena.deny(new RegExp(`^glue:${operation} ${RegExp.escape(GLUE + resource)}$`));
    await expect(athena.glue(operation, input)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(`glue:${operation} on resource: ${GLUE}${resource}`),
    });
  }
});

test('a table that a former template had is gone', async () => {
  await athena.reopen(BASE.filter(({ ref }) => ref !== 'events'));
  expect(await namesOf({})).not.toContain('events');
  await athena.reopen();
});
