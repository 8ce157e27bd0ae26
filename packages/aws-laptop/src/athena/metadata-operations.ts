/**
 * Athena's calls about catalogs, databases and tables. Athena asks Glue in the caller's name and hands on what Glue says,
 * its errors inside a MetadataException.
 */
import * as z from 'zod';
import { AwsError, authorize, type JsonOperation, type Principal, type Template } from '../aws.ts';
import type { DataCatalog, GlueDatabase } from '../glue/data-catalog.ts';
import { databaseNamed, tableNamed } from '../glue/glue.ts';
import { nameFilter } from '../glue/name-filter.ts';
import { listPage, pageToken } from '../list-page.ts';
import { parseInput } from './input.ts';
import type { Permissions } from './permissions.ts';
import { tableMetadata } from './table-metadata.ts';

export interface MetadataOptions {
  readonly template: Template;
  readonly permissions: Permissions;
  readonly dataCatalog: DataCatalog;
}

/** The Athena API Reference: at most 50 a page. */
const MAX_PAGE = 50;
const CATALOG = 'AwsDataCatalog';

const name = z.string().min(1).max(128).toLowerCase();
/** The laptop's Glue knows no workgroup: one matters to IAM Identity Center only. */
const workGroup = { WorkGroup: z.string().optional() };
const paged = { NextToken: pageToken, MaxResults: z.number().int().min(1).max(MAX_PAGE).default(MAX_PAGE) };
const CatalogName = z.string().regex(/^awsdatacatalog$/i, `the laptop has ${CATALOG} only`);

const catalogsInput = z.strictObject({ ...workGroup, ...paged });
const catalogInput = z.strictObject({ ...workGroup, Name: CatalogName });
const databasesInput = z.strictObject({ ...workGroup, ...paged, CatalogName });
const databaseInput = z.strictObject({ ...workGroup, CatalogName, DatabaseName: name });
const tablesInput = z.strictObject({
  ...databaseInput.shape,
  ...paged,
  Expression: z.string().max(256).optional(),
});
const tableInput = z.strictObject({ ...databaseInput.shape, TableName: name });

export function metadataOperations(options: MetadataOptions): Readonly<Record<string, JsonOperation>> {
  const { permissions, dataCatalog } = options;
  const allow = catalogAccess(options);
  return {
    async ListDataCatalogs(input, principal) {
      parseInput(catalogsInput, input);
      // The action has no resource ("Actions, resources, and condition keys for Amazon Athena").
      authorize(principal, 'athena:ListDataCatalogs', '*');
      return { DataCatalogsSummary: [{ CatalogName: CATALOG, Type: 'GLUE' }] };
    },
    async GetDataCatalog(input, principal) {
      parseInput(catalogInput, input);
      allow(principal, 'athena:GetDataCatalog');
      const Parameters = { 'catalog-id': options.template.accountId };
      return { DataCatalog: { Name: CATALOG, Type: 'GLUE', Parameters } };
    },
    async ListDatabases(input, principal) {
      const { NextToken, MaxResults } = parseInput(databasesInput, input);
      allow(principal, 'athena:ListDatabases');
      await fromGlue(() => permissions.databases(principal, 'glue:GetDatabases', dataCatalog.databases));
      const { items, token } = listPage(dataCatalog.databases, NextToken, MaxResults);
      return { DatabaseList: items.map(describeDatabase), ...token };
    },
    async GetDatabase(input, principal) {
      const { DatabaseName } = parseInput(databaseInput, input);
      allow(principal, 'athena:GetDatabase');
      await fromGlue(() => permissions.glueDatabase(principal, 'glue:GetDatabase', DatabaseName));
      return { Database: describeDatabase(await fromGlue(() => databaseNamed(dataCatalog, DatabaseName))) };
    },
    async ListTableMetadata(input, principal) {
      const { DatabaseName, Expression, NextToken, MaxResults } = parseInput(tablesInput, input);
      allow(principal, 'athena:ListTableMetadata');
      await fromGlue(() => permissions.glueTable(principal, 'glue:GetTables', DatabaseName, '*'));
      await fromGlue(() => databaseNamed(dataCatalog, DatabaseName));
      const isWanted = nameFilter(Expression);
      if (isWanted === undefined) throw new AwsError('InvalidRequestException', 'Expression is no regular expression');
      const tables = (await dataCatalog.tables(DatabaseName)).filter(({ Name }) => isWanted(Name));
      const { items, token } = listPage(tables, NextToken, MaxResults);
      return { TableMetadataList: items.map(tableMetadata), ...token };
    },
    async GetTableMetadata(input, principal) {
      const { DatabaseName, TableName } = parseInput(tableInput, input);
      allow(principal, 'athena:GetTableMetadata');
      await fromGlue(() => permissions.glueTable(principal, 'glue:GetTable', DatabaseName, TableName));
      return { TableMetadata: tableMetadata(await fromGlue(() => tableNamed(dataCatalog, DatabaseName, TableName))) };
    },
  };
}

function catalogAccess({ template }: MetadataOptions): (principal: Principal, action: string) => void {
  const arn = `arn:aws:athena:${template.region}:${template.accountId}:datacatalog/${CATALOG}`;
  return (principal, action) => authorize(principal, action, arn);
}

/** Glue's error as Athena hands it on: clients read the code from the message. */
async function fromGlue<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { code, status, message } = error;
    throw new AwsError(
      'MetadataException',
      `${message} (Service: AmazonDataCatalog; Status Code: ${status}; Error Code: ${code}; Request ID: laptop; Proxy: null)`,
    );
  }
}

function describeDatabase({ Name, Description, Parameters }: GlueDatabase): unknown {
  return { Name, Description, Parameters };
}
