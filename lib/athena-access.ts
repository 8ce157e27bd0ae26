import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Catalog } from './catalog.ts';
import type { LakeFunction } from './lake-function.ts';
import type { Stores } from './stores.ts';

export interface StatementAccess {
  readonly stores: Stores;
  readonly catalog: Catalog;
  readonly workgroup: CfnWorkGroup;
  /** Names of tables and views, or `*`. */
  readonly tables: readonly string[];
  /** What it may do with them beyond reading their definition. */
  readonly actions: readonly string[];
}

/** Lets a function run statements in the workgroup: Athena reads Glue and writes results as its caller. */
export function grantStatements(grantee: LakeFunction, access: StatementAccess): void {
  const { stores, catalog, workgroup, tables, actions } = access;
  const stack = Stack.of(grantee);
  const allow = (allowed: readonly string[], resources: string[]) =>
    grantee.addToRolePolicy(new PolicyStatement({ actions: [...allowed], resources }));
  allow(
    ['athena:StartQueryExecution', 'athena:GetQueryExecution'],
    [stack.formatArn({ service: 'athena', resource: 'workgroup', resourceName: workgroup.name })],
  );
  grantTables(grantee, catalog, { tables, actions: ['glue:GetDatabase', 'glue:GetTable', ...actions] });
  allow(['s3:GetBucketLocation', 's3:ListBucket'], [stores.results.bucketArn]);
  allow(['s3:GetObject', 's3:PutObject'], [stores.results.arnForObjects('*')]);
  allow(['kms:Decrypt', 'kms:GenerateDataKey'], [stores.lakeKey.keyArn]);
}

/** Lets a function do something with these tables or views of the database, and with no others. */
export function grantTables(
  grantee: LakeFunction,
  catalog: Catalog,
  { tables, actions }: Pick<StatementAccess, 'tables' | 'actions'>,
): void {
  const resources = tableArns(grantee, catalog, tables);
  grantee.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources }));
}

/** Glue checks a call on the table, its database and the catalog: names of tables and views, or `*`. */
export function tableArns(scope: Construct, { database }: Catalog, tables: readonly string[]): string[] {
  const glue = (resource: string, resourceName?: string) =>
    Stack.of(scope).formatArn({ service: 'glue', resource, resourceName, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
  const { databaseName } = database;
  return [
    glue('catalog'),
    glue('database', databaseName),
    ...tables.map((table) => glue('table', `${databaseName}/${table}`)),
  ];
}
