import { Stack } from 'aws-cdk-lib';
import { CompositePrincipal, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { EVENTS_PREFIX } from '../../domain/contracts/lake-layout.ts';
import type { LakeProps } from '../lake/lake-props.ts';
import { FAILED_PREFIX } from '../lake/stores.ts';
import { tableArns } from '../query/athena-access.ts';
import { acknowledgeWildcard, objectsIn } from '../shared/security.ts';

export interface StreamRoleProps extends Pick<LakeProps, 'stores' | 'catalog'> {
  /** The function that turns records into rows. */
  readonly transform: IFunction;
}

/**
 * The role of a delivery stream. CDK would grant it read, write and delete on whole buckets; it needs only its own
 * prefixes, and no deletes.
 * Source: Amazon Data Firehose Developer Guide, "Controlling access with Amazon Data Firehose".
 */
export function streamRole(scope: Construct, props: StreamRoleProps, logGroup: LogGroup): Role {
  const { stores } = props;
  const { functionArn } = props.transform;
  const statements = [
    ...bucketStatements(stores.lake, stores.lakeKey, [EVENTS_PREFIX, FAILED_PREFIX]),
    // The guide's policy has a version in the ARN, and Firehose's console adds $LATEST; the stream's configuration has none.
    allow(['lambda:InvokeFunction', 'lambda:GetFunctionConfiguration'], [functionArn, `${functionArn}:$LATEST`]),
    schemaStatement(scope, props),
    allow(['logs:PutLogEvents'], [logGroup.logGroupArn]),
  ];
  const role = new Role(scope, 'StreamRole', {
    description: 'Delivers a stream of the event lake',
    assumedBy: firehoseOf(Stack.of(scope).account),
    inlinePolicies: { Delivery: new PolicyDocument({ statements }) },
  });
  acknowledgeObjects(role, stores.lake, [EVENTS_PREFIX, FAILED_PREFIX]);
  return role;
}

/** Accepts that a role of Firehose writes every object below these prefixes. */
export function acknowledgeObjects(role: Role, bucket: Bucket, prefixes: readonly string[]): void {
  const reason = 'Firehose names the objects by time, below the prefixes that the stream writes to.';
  for (const prefix of prefixes) acknowledgeWildcard(role, objectsIn(bucket, `${prefix}*`), reason);
}

/**
 * Firehose, on behalf of this account only. Firehose's guide shows `sts:ExternalId`, IAM's guide recommends
 * `aws:SourceAccount`. Either is accepted, so that the stream can be created whichever Firehose sends.
 */
export function firehoseOf(account: string): CompositePrincipal {
  const service = 'firehose.amazonaws.com';
  const by = (key: string) => new ServicePrincipal(service, { conditions: { StringEquals: { [key]: account } } });
  return new CompositePrincipal(by('aws:SourceAccount'), by('sts:ExternalId'));
}

export function bucketStatements(bucket: Bucket, key: Key, prefixes: readonly string[]): readonly PolicyStatement[] {
  const objects = prefixes.map((prefix) => bucket.arnForObjects(`${prefix}*`));
  return [
    allow(['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'], [bucket.bucketArn]),
    allow(['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'], objects),
    allow(['kms:Decrypt', 'kms:GenerateDataKey'], [key.keyArn], viaS3(bucket)),
  ];
}

/** A condition that allows the use of a key through S3 only. */
export function viaS3(scope: Construct): Record<string, Record<string, string>> {
  return { StringEquals: { 'kms:ViaService': `s3.${Stack.of(scope).region}.amazonaws.com` } };
}

/** Firehose reads the Parquet schema from the table of rows. */
function schemaStatement(scope: Construct, { catalog }: StreamRoleProps): PolicyStatement {
  const actions = ['glue:GetTable', 'glue:GetTableVersion', 'glue:GetTableVersions'];
  return allow(actions, tableArns(scope, catalog, [catalog.eventRows.tableName]));
}

function allow(actions: string[], resources: string[], conditions?: Record<string, Record<string, string>>) {
  return new PolicyStatement({ actions, resources, conditions });
}
