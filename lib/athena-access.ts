import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
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
  const database = catalog.database.databaseName;
  const glue = (resource: string, resourceName?: string) =>
    stack.formatArn({ service: 'glue', resource, resourceName, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
  const allow = (allowed: readonly string[], resources: string[]) =>
    grantee.addToRolePolicy(new PolicyStatement({ actions: [...allowed], resources }));
  allow(
    ['athena:StartQueryExecution', 'athena:GetQueryExecution'],
    [stack.formatArn({ service: 'athena', resource: 'workgroup', resourceName: workgroup.name })],
  );
  allow(
    ['glue:GetDatabase', 'glue:GetTable', ...actions],
    [glue('catalog'), glue('database', database), ...tables.map((table) => glue('table', `${database}/${table}`))],
  );
  allow(['s3:GetBucketLocation', 's3:ListBucket'], [stores.results.bucketArn]);
  allow(['s3:GetObject', 's3:PutObject'], [stores.results.arnForObjects('*')]);
  allow(['kms:Decrypt', 'kms:GenerateDataKey'], [stores.lakeKey.keyArn]);
}
