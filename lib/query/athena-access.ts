import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct, IConstruct } from 'constructs';
import type { Catalog } from '../lake/catalog.ts';
import type { LakeProps } from '../lake/lake-props.ts';
import type { Stores } from '../lake/stores.ts';
import type { LakeFunction } from '../shared/lake-function.ts';
import { acknowledgeWildcard, objectsIn } from '../shared/security.ts';

export interface StatementAccess extends Pick<LakeProps, 'stores' | 'catalog'> {
  /** Where the statements run. */
  readonly workgroup: CfnWorkGroup;
  /** Names of tables and views, or `*`. */
  readonly tables: readonly string[];
  /** Glue actions on them, besides reading their definition. */
  readonly actions: readonly string[];
}

/**
 * Actions on a bucket that Athena writes to as its caller: it writes large objects in parts ("AWS managed policy:
 * AmazonAthenaFullAccess", Amazon Athena User Guide, on the results bucket).
 */
export const IN_PARTS_ON_BUCKET = ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'];
/** The same for the objects, besides reading and writing them. */
export const IN_PARTS_ON_OBJECTS = ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts'];

/**
 * "Mandatory: Access policy to the `default` database and catalog per AWS Region" (Amazon Athena User Guide, "Configure
 * access to databases and tables in the AWS Glue Data Catalog"): Athena needs it whatever is queried, including the right
 * to create that database in an account without one.
 */
export const DEFAULT_DATABASE_ACTIONS = ['glue:CreateDatabase', 'glue:GetDatabase', 'glue:GetDatabases'];

export function defaultDatabaseArns(scope: Construct): string[] {
  const glue = (resource: string, resourceName?: string) =>
    Stack.of(scope).formatArn({ service: 'glue', resource, resourceName, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
  return [glue('catalog'), glue('database', 'default')];
}

/**
 * What Athena asks Glue as its caller ("Configure access to databases and tables in the AWS Glue Data Catalog"): of
 * tables whose partitions are registered, also which there are and where each is.
 */
const READ_CATALOG = ['glue:BatchGetPartition', 'glue:GetDatabase', 'glue:GetPartitions', 'glue:GetTable'];

/** Lets a function run statements in the workgroup. Athena reads Glue and writes results as its caller. */
export function grantStatements(grantee: LakeFunction, access: StatementAccess): void {
  const { stores, catalog, workgroup, tables, actions } = access;
  const allow = (allowed: readonly string[], resources: string[]) =>
    grantee.addToRolePolicy(new PolicyStatement({ actions: [...allowed], resources }));
  allow(['athena:StartQueryExecution', 'athena:GetQueryExecution'], [workgroupArn(grantee, workgroup)]);
  grantTables(grantee, catalog, { tables, actions: [...READ_CATALOG, ...actions] });
  allow(DEFAULT_DATABASE_ACTIONS, defaultDatabaseArns(grantee));
  allow(IN_PARTS_ON_BUCKET, [stores.results.bucketArn]);
  allow(['s3:GetObject', 's3:PutObject', ...IN_PARTS_ON_OBJECTS], [stores.results.arnForObjects('*')]);
  allow(['kms:Decrypt', 'kms:GenerateDataKey'], [stores.lakeKey.keyArn]);
  acknowledgeResults(grantee, stores);
}

export function workgroupArn(scope: Construct, { name }: CfnWorkGroup): string {
  return Stack.of(scope).formatArn({ service: 'athena', resource: 'workgroup', resourceName: name });
}

/** Accepts that a policy covers all objects of the results bucket. */
export function acknowledgeResults(scope: IConstruct, { results }: Stores): void {
  acknowledgeWildcard(
    scope,
    objectsIn(results, '*'),
    'Athena writes results as its caller, under names that it makes.',
  );
}

/** Lets a function use these Glue actions on these tables or views only. */
export function grantTables(
  grantee: LakeFunction,
  catalog: Catalog,
  { tables, actions }: Pick<StatementAccess, 'tables' | 'actions'>,
): void {
  const resources = tableArns(grantee, catalog, tables);
  grantee.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources }));
}

/** ARNs for tables and views, or `*`: Glue checks a call on the table, its database and the catalog. */
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
