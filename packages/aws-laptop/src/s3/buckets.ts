import * as z from 'zod';
import { AwsError, type Principal, type Resource, type Template } from '../aws.ts';
import { keyArnNamed } from '../template/key-policy.ts';
import { bucketPolicies, mayAccess, type ResourceStatement } from '../template/resource-policy.ts';
import { notCovered } from '../template/values.ts';

/** A bucket of the template. */
export interface Bucket {
  readonly name: string;
  readonly arn: string;
  /** The key that seals its objects, when the template names one of its own keys. */
  readonly keyArn: string | undefined;
  /** The bucket's own policy; empty where the template has none. */
  readonly policy: readonly ResourceStatement[];
}

/** Covered, or without meaning on the laptop: nothing there expires, is public, or is counted by AWS; no former version is kept. */
const PROPERTIES = [
  'AccessControl',
  'AnalyticsConfigurations',
  'BucketEncryption',
  'BucketName',
  'IntelligentTieringConfigurations',
  'InventoryConfigurations',
  'LifecycleConfiguration',
  'LoggingConfiguration',
  'MetricsConfigurations',
  'OwnershipControls',
  'PublicAccessBlockConfiguration',
  'Tags',
  'VersioningConfiguration',
];

const encryptionSchema = z.object({
  ServerSideEncryptionConfiguration: z
    .array(
      z.looseObject({
        ServerSideEncryptionByDefault: z.object({
          SSEAlgorithm: z.string(),
          KMSMasterKeyID: z.string().optional(),
        }),
      }),
    )
    .length(1),
});

/**
 * The template's buckets by name.
 * @throws for a property that would change what the bucket does, such as notifications or object lock, and for a bucket
 * policy that cannot be evaluated.
 */
export function readBuckets(template: Template): ReadonlyMap<string, Bucket> {
  const policies = bucketPolicies(template.resources);
  return new Map(
    template
      .ofType('AWS::S3::Bucket')
      .map((resource) => [resource.ref, toBucket(resource, template, policies.get(resource.ref) ?? [])]),
  );
}

/**
 * Throws AccessDenied as S3 would unless the principal's policies and the bucket's allow the action on the bucket, or on
 * an object of it.
 */
export function authorizeOn(bucket: Bucket, principal: Principal, action: string, key?: string): void {
  const resource = key === undefined ? bucket.arn : `${bucket.arn}/${key}`;
  if (mayAccess(principal, bucket.policy, action, resource)) return;
  const reason = principal.allows(action, resource)
    ? 'the bucket’s policy in the synthesised template denies it explicitly. Change the policy in the CDK app.'
    : 'no policy in the synthesised template allows it. Add the grant in the CDK app.';
  throw new AwsError(
    'AccessDenied',
    `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} because ${reason}`,
    403,
  );
}

/** @throws AwsError NoSuchBucket */
export function bucketNamed(buckets: ReadonlyMap<string, Bucket>, name: string): Bucket {
  const bucket = buckets.get(name);
  if (bucket !== undefined) return bucket;
  throw new AwsError(
    'NoSuchBucket',
    `The template has no bucket ${name}; it has ${[...buckets.keys()].join(', ')}.`,
    404,
  );
}

function toBucket(resource: Resource, template: Template, policy: Bucket['policy']): Bucket {
  const unknown = Object.keys(resource.properties).filter((property) => !PROPERTIES.includes(property));
  if (unknown.length > 0) {
    throw notCovered(`${unknown.join(', ')} of the bucket ${resource.logicalId}`, 'leave it out in the CDK app.');
  }
  return { name: resource.ref, arn: resource.arn, keyArn: keyArnOf(resource, template), policy };
}

function keyArnOf(resource: Resource, template: Template): string | undefined {
  const { BucketEncryption } = resource.properties;
  if (BucketEncryption === undefined) return undefined;
  const rules = encryptionSchema.parse(BucketEncryption).ServerSideEncryptionConfiguration;
  const keyId = rules[0]?.ServerSideEncryptionByDefault.KMSMasterKeyID;
  return keyId === undefined ? undefined : keyArnNamed(template, keyId, `the bucket ${resource.logicalId}`);
}
