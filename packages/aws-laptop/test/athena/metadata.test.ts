import {
  BatchGetQueryExecutionCommand,
  GetDatabaseCommand,
  GetDataCatalogCommand,
  GetTableMetadataCommand,
  ListDatabasesCommand,
  ListDataCatalogsCommand,
  ListQueryExecutionsCommand,
  ListTableMetadataCommand,
  ListWorkGroupsCommand,
} from '@aws-sdk/client-athena';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { workGroup } from '../../src/testing/athena-tables.ts';
import { BASE, type LocalAthena, startAthena } from './shop.ts';

const CatalogName = 'AwsDataCatalog';
const inShop = { CatalogName, DatabaseName: 'shop' };

let athena: LocalAthena;
beforeAll(async () => {
  athena = await startAthena([...BASE, workGroup({}, 'other')]);
  await athena.run('CREATE OR REPLACE VIEW totals AS SELECT event_key, sum(amount) AS total FROM events GROUP BY 1');
});
afterEach(() => athena.deny(undefined));
afterAll(() => athena.close());

test('there is one catalog, Glue’s', async () => {
  const { DataCatalogsSummary } = await athena.client.send(new ListDataCatalogsCommand({}));
  expect(DataCatalogsSummary).toEqual([{ CatalogName, Type: 'GLUE' }]);
  const { DataCatalog } = await athena.client.send(new GetDataCatalogCommand({ Name: CatalogName }));
  expect(DataCatalog).toMatchObject({ Name: CatalogName, Type: 'GLUE', Parameters: { 'catalog-id': '123456789012' } });
});

test('databases are listed, and shown one by one', async () => {
  const { DatabaseList } = await athena.client.send(new ListDatabasesCommand({ CatalogName }));
  expect(DatabaseList).toEqual([{ Name: 'shop' }]);
  const { Database } = await athena.client.send(new GetDatabaseCommand(inShop));
  expect(Database).toEqual({ Name: 'shop' });
});

test('tables and views are listed in pages, with their columns', async () => {
  const first = await athena.client.send(new ListTableMetadataCommand({ ...inShop, MaxResults: 1 }));
  const second = await athena.client.send(new ListTableMetadataCommand({ ...inShop, NextToken: first.NextToken }));
  expect(first.TableMetadataList?.map(({ Name }) => Name)).toEqual(['events']);
  expect(second.TableMetadataList).toMatchObject([
    {
      Name: 'totals',
      TableType: 'VIRTUAL_VIEW',
      Columns: [
        { Name: 'event_key', Type: 'string' },
        { Name: 'total', Type: 'bigint' },
      ],
    },
  ]);
  expect(second.NextToken).toBeUndefined();
});

test('a table’s storage is among its parameters', async () => {
  const { TableMetadata } = await athena.client.send(new GetTableMetadataCommand({ ...inShop, TableName: 'events' }));
  expect(TableMetadata).toMatchObject({
    PartitionKeys: [
      { Name: 'dt', Type: 'string' },
      { Name: 'family', Type: 'string' },
    ],
    Parameters: {
      location: 's3://shop/events/',
      inputformat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
      'serde.serialization.lib': 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
    },
  });
});

test('Glue’s errors come inside a MetadataException, from which clients read their code', async () => {
  const missing = new GetTableMetadataCommand({ ...inShop, TableName: 'mine' });
  await expect(athena.client.send(missing)).rejects.toMatchObject({
    name: 'MetadataException',
    message: expect.stringMatching(
      /^Entity Not Found \(Service: AmazonDataCatalog; Status Code: 400; Error Code: EntityNotFoundException;/,
    ),
  });
  athena.deny(/^glue:GetTables /);
  await expect(athena.client.send(new ListTableMetadataCommand(inShop))).rejects.toThrow(
    'Error Code: AccessDeniedException',
  );
});

test('another catalog, and what is not covered, is refused', async () => {
  const other = new ListDatabasesCommand({ CatalogName: 'hive' });
  await expect(athena.client.send(other)).rejects.toMatchObject({
    name: 'InvalidRequestException',
    message: expect.stringContaining('the laptop has AwsDataCatalog only'),
  });
  const broken = new ListTableMetadataCommand({ ...inShop, Expression: '(' });
  await expect(athena.client.send(broken)).rejects.toThrow('Expression is no regular expression');
});

test('workgroups are listed', async () => {
  const { WorkGroups } = await athena.client.send(new ListWorkGroupsCommand({}));
  expect(WorkGroups?.map(({ Name, State }) => [Name, State])).toEqual([
    ['team', 'ENABLED'],
    ['other', 'ENABLED'],
  ]);
});

describe('the queries of a workgroup', () => {
  test('are listed, the latest first', async () => {
    const { QueryExecutionId: first } = await athena.run('SELECT 1 AS one', { WorkGroup: 'other' });
    const { QueryExecutionId: second } = await athena.run('SELECT 2 AS two', { WorkGroup: 'other' });
    const page = await athena.client.send(new ListQueryExecutionsCommand({ WorkGroup: 'other', MaxResults: 1 }));
    expect(page.QueryExecutionIds).toEqual([second]);
    const { NextToken } = page;
    const rest = await athena.client.send(new ListQueryExecutionsCommand({ WorkGroup: 'other', NextToken }));
    expect(rest.QueryExecutionIds).toEqual([first]);
  });

  test('are shown many at a time; an unknown id is named', async () => {
    const { QueryExecutionId = '' } = await athena.run('SELECT 1 AS one');
    const answer = await athena.client.send(
      new BatchGetQueryExecutionCommand({ QueryExecutionIds: [QueryExecutionId, 'none'] }),
    );
    expect(answer.QueryExecutions).toMatchObject([{ QueryExecutionId, Query: 'SELECT 1 AS one' }]);
    expect(answer.UnprocessedQueryExecutionIds).toMatchObject([{ QueryExecutionId: 'none' }]);
  });
});

const CATALOG = 'arn:aws:athena:us-east-1:123456789012:datacatalog/AwsDataCatalog';
const GROUP = 'arn:aws:athena:us-east-1:123456789012:workgroup/team';

test.each([
  ['athena:ListDataCatalogs', '*', () => athena.client.send(new ListDataCatalogsCommand({}))],
  ['athena:GetDataCatalog', CATALOG, () => athena.client.send(new GetDataCatalogCommand({ Name: CatalogName }))],
  ['athena:ListDatabases', CATALOG, () => athena.client.send(new ListDatabasesCommand({ CatalogName }))],
  ['athena:GetDatabase', CATALOG, () => athena.client.send(new GetDatabaseCommand(inShop))],
  ['athena:ListTableMetadata', CATALOG, () => athena.client.send(new ListTableMetadataCommand(inShop))],
  [
    'athena:GetTableMetadata',
    CATALOG,
    () => athena.client.send(new GetTableMetadataCommand({ ...inShop, TableName: 'events' })),
  ],
  ['athena:ListWorkGroups', '*', () => athena.client.send(new ListWorkGroupsCommand({}))],
  [
    'athena:ListQueryExecutions',
    GROUP,
    () => athena.client.send(new ListQueryExecutionsCommand({ WorkGroup: 'team' })),
  ],
])('%s is needed on %s', async (action, target, call) => {
  athena.deny(new RegExp(`^${action} ${RegExp.escape(target)}$`));
  await expect(call()).rejects.toThrow(`not authorized to perform: ${action} on resource: ${target}`);
});

test('athena:BatchGetQueryExecution is needed on the workgroup of each query', async () => {
  const { QueryExecutionId = '' } = await athena.run('SELECT 1 AS one');
  athena.deny(new RegExp(`^athena:BatchGetQueryExecution ${GROUP}$`));
  const command = new BatchGetQueryExecutionCommand({ QueryExecutionIds: [QueryExecutionId] });
  await expect(athena.client.send(command)).rejects.toThrow('athena:BatchGetQueryExecution');
});
