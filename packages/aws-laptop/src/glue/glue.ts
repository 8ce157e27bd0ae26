/**
 * AWS Glue on the laptop: what tools read of the Data Catalog. Only partitions are written through it: tables come from
 * the template, views from Athena's CREATE VIEW.
 */
import * as z from 'zod';
import { AwsError, type AwsService, jsonService, type Principal } from '../aws.ts';
import { listPage, pageToken } from '../list-page.ts';
import type { DataCatalog, GlueDatabase, GlueTable } from './data-catalog.ts';
import { nameFilter } from './name-filter.ts';
import { glueOperation } from './operation.ts';
import { partitionFilter } from './partition-expression.ts';
import type { Partition } from './partition-input.ts';
import { partitionOperations } from './partition-operations.ts';
import type { PartitionStore } from './partition-store.ts';
import type { GluePermissions } from './permissions.ts';

export interface GlueOptions {
  readonly catalog: DataCatalog;
  readonly permissions: GluePermissions;
  /** The only catalog there is. */
  readonly accountId: string;
  readonly partitions: PartitionStore;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** "GetDatabases" and "GetTables", AWS Glue API Reference: at most 100 a page. */
const MAX_PAGE = 100;
/** "GetPartitions": "Valid Range: Minimum value of 1. Maximum value of 1000." */
const MAX_PARTITIONS = 1_000;
const name = z.string().min(1).toLowerCase();
const paged = { NextToken: pageToken, MaxResults: z.number().int().min(1).max(MAX_PAGE).default(MAX_PAGE) };
const inCatalog = { CatalogId: z.string().optional() };

const databasesInput = z.strictObject({ ...inCatalog, ...paged });
const databaseInput = z.strictObject({ ...inCatalog, Name: name });
const tablesInput = z.strictObject({ ...inCatalog, ...paged, DatabaseName: name, Expression: z.string().optional() });
const tableInput = z.strictObject({ ...inCatalog, DatabaseName: name, Name: name });
const partitionsInput = z.strictObject({
  ...inCatalog,
  DatabaseName: name,
  TableName: name,
  Expression: z.string().max(2_048).optional(),
  NextToken: pageToken,
  Segment: z
    .strictObject({ SegmentNumber: z.number().int().min(0), TotalSegments: z.number().int().min(1).max(10) })
    .default({ SegmentNumber: 0, TotalSegments: 1 }),
  MaxResults: z.number().int().min(1).max(MAX_PARTITIONS).default(MAX_PARTITIONS),
  ExcludeColumnSchema: z.boolean().optional(),
});

export function createGlue(options: GlueOptions): { readonly service: AwsService } {
  const { catalog, permissions, accountId, partitions, now } = options;
  const tableFor = async (
    principal: Principal,
    action: string,
    { DatabaseName, TableName }: { readonly DatabaseName: string; readonly TableName: string },
  ): Promise<GlueTable> => {
    permissions.glueTable(principal, action, DatabaseName, TableName);
    return tableNamed(catalog, DatabaseName, TableName);
  };
  return {
    service: jsonService('glue', {
      GetDatabases: glueOperation(accountId, databasesInput, async ({ NextToken, MaxResults }, principal) => {
        permissions.databases(principal, 'glue:GetDatabases', catalog.databases);
        const { items, token } = listPage(catalog.databases, NextToken, MaxResults);
        return { DatabaseList: items, ...token };
      }),
      GetDatabase: glueOperation(accountId, databaseInput, async ({ Name }, principal) => {
        permissions.glueDatabase(principal, 'glue:GetDatabase', Name);
        return { Database: databaseNamed(catalog, Name) };
      }),
      GetTables: glueOperation(accountId, tablesInput, async (input, principal) => {
        permissions.glueTable(principal, 'glue:GetTables', input.DatabaseName, '*');
        databaseNamed(catalog, input.DatabaseName);
        const isWanted = nameFilter(input.Expression) ?? refuseExpression(input.Expression);
        const tables = (await catalog.tables(input.DatabaseName)).filter(({ Name }) => isWanted(Name));
        const { items, token } = listPage(tables, input.NextToken, input.MaxResults);
        return { TableList: items, ...token };
      }),
      GetTable: glueOperation(accountId, tableInput, async ({ DatabaseName, Name }, principal) => {
        permissions.glueTable(principal, 'glue:GetTable', DatabaseName, Name);
        return { Table: await tableNamed(catalog, DatabaseName, Name) };
      }),
      GetPartitions: glueOperation(accountId, partitionsInput, async (input, principal) => {
        const { DatabaseName, TableName, Expression = '', Segment } = input;
        const table = await tableFor(principal, 'glue:GetPartitions', input);
        const isWanted = Expression === '' ? () => true : partitionFilter(Expression, table.PartitionKeys);
        const found = partitions
          .of(DatabaseName, TableName)
          .filter((_, index) => index % Segment.TotalSegments === Segment.SegmentNumber)
          .filter(({ Values }) => isWanted(Values));
        const { items, token } = listPage(found, input.NextToken, input.MaxResults);
        const place = { DatabaseName, TableName, CatalogId: accountId };
        const shown = input.ExcludeColumnSchema === true ? items.map(withoutColumns) : items;
        return { Partitions: shown.map((partition) => ({ ...partition, ...place })), ...token };
      }),
      ...partitionOperations({ partitions, accountId, tableFor, now }),
    }),
  };
}

function withoutColumns({ StorageDescriptor, ...partition }: Partition): Partition {
  const { Columns: _, ...storage } = StorageDescriptor ?? {};
  return { ...partition, StorageDescriptor: storage };
}

function refuseExpression(expression: string | undefined): never {
  throw new AwsError('InvalidInputException', `Expression is no regular expression (given: ${expression}).`);
}

/** @throws AwsError EntityNotFoundException, in Glue's words. */
export function databaseNamed({ databases }: DataCatalog, wanted: string): GlueDatabase {
  const database = databases.find(({ Name }) => Name === wanted);
  if (database !== undefined) return database;
  throw new AwsError('EntityNotFoundException', `Database ${wanted} not found.`);
}

/** @throws AwsError EntityNotFoundException, in Glue's words. */
export async function tableNamed(catalog: DataCatalog, database: string, wanted: string): Promise<GlueTable> {
  databaseNamed(catalog, database);
  const table = await catalog.table(database, wanted);
  if (table !== undefined) return table;
  throw new AwsError('EntityNotFoundException', 'Entity Not Found');
}
