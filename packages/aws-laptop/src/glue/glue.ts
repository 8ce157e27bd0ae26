/**
 * AWS Glue on the laptop: what tools read of the Data Catalog. Nothing is written through it: tables come from the
 * template, views from Athena's CREATE VIEW.
 */
import * as z from 'zod';
import { AwsError, type AwsService, type JsonOperation, jsonService, type Principal } from '../aws.ts';
import { listPage, pageToken } from '../list-page.ts';
import type { DataCatalog, GlueDatabase, GlueTable } from './data-catalog.ts';
import { nameFilter } from './name-filter.ts';
import type { GluePermissions } from './permissions.ts';

export interface GlueOptions {
  readonly catalog: DataCatalog;
  readonly permissions: GluePermissions;
  /** The only catalog there is. */
  readonly accountId: string;
}

/** "GetDatabases" and "GetTables", AWS Glue API Reference: at most 100 a page. */
const MAX_PAGE = 100;
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
  NextToken: z.never({ error: 'there is one page only' }).optional(),
  Segment: z.strictObject({ SegmentNumber: z.number().int(), TotalSegments: z.number().int() }).optional(),
  MaxResults: z.number().int().min(1).max(1_000).optional(),
  ExcludeColumnSchema: z.boolean().optional(),
});

export function createGlue(options: GlueOptions): { readonly service: AwsService } {
  const { catalog, permissions } = options;
  return {
    service: jsonService('glue', {
      GetDatabases: operation(options, databasesInput, async ({ NextToken, MaxResults }, principal) => {
        permissions.databases(principal, 'glue:GetDatabases', catalog.databases);
        const { items, token } = listPage(catalog.databases, NextToken, MaxResults);
        return { DatabaseList: items, ...token };
      }),
      GetDatabase: operation(options, databaseInput, async ({ Name }, principal) => {
        permissions.glueDatabase(principal, 'glue:GetDatabase', Name);
        return { Database: databaseNamed(catalog, Name) };
      }),
      GetTables: operation(options, tablesInput, async (input, principal) => {
        permissions.glueTable(principal, 'glue:GetTables', input.DatabaseName, '*');
        databaseNamed(catalog, input.DatabaseName);
        const isWanted = nameFilter(input.Expression) ?? refuseExpression(input.Expression);
        const tables = (await catalog.tables(input.DatabaseName)).filter(({ Name }) => isWanted(Name));
        const { items, token } = listPage(tables, input.NextToken, input.MaxResults);
        return { TableList: items, ...token };
      }),
      GetTable: operation(options, tableInput, async ({ DatabaseName, Name }, principal) => {
        permissions.glueTable(principal, 'glue:GetTable', DatabaseName, Name);
        return { Table: await tableNamed(catalog, DatabaseName, Name) };
      }),
      GetPartitions: operation(options, partitionsInput, async ({ DatabaseName, TableName }, principal) => {
        permissions.glueTable(principal, 'glue:GetPartitions', DatabaseName, TableName);
        await tableNamed(catalog, DatabaseName, TableName);
        // Partitions that are projected are in no catalog, and the laptop has no others ("Partition projection", Athena).
        return { Partitions: [] };
      }),
    }),
  };
}

/** Input checked, and its catalog; a member that is not covered is refused by its name. */
function operation<T extends { readonly CatalogId?: string | undefined }>(
  { accountId }: GlueOptions,
  schema: z.ZodType<T>,
  work: (input: T, principal: Principal) => Promise<unknown>,
): JsonOperation {
  return async (input, principal) => {
    const parsed = schema.safeParse(input);
    if (!parsed.success) throw new AwsError('InvalidInputException', z.prettifyError(parsed.error));
    const { CatalogId = accountId } = parsed.data;
    if (CatalogId !== accountId) {
      throw new AwsError(
        'EntityNotFoundException',
        `Catalog ${CatalogId} not found: the laptop has ${accountId} only.`,
      );
    }
    return work(parsed.data, principal);
  };
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
  const table = (await catalog.tables(database)).find(({ Name }) => Name === wanted);
  if (table !== undefined) return table;
  throw new AwsError('EntityNotFoundException', 'Entity Not Found');
}
