/**
 * What Athena asks IAM in the caller's name: Glue for names, S3 and KMS for rows ("Identity and access management in
 * Athena"; "Configure access to databases and tables in the AWS Glue Data Catalog").
 */
import type { Principal, Template } from '../aws.ts';
import { type GluePermissions, gluePermissionsOf } from '../glue/permissions.ts';
import { authorizeOn, type Bucket, readBuckets } from '../s3/buckets.ts';
import { authorizeKeyUse } from '../template/key-policy.ts';
import type { GlueTable } from './catalog.ts';
import { fixedPrefix } from './table-keys.ts';

export interface Permissions extends GluePermissions {
  /** Listing and reading a table's objects, and decrypting them when the bucket has a key of the template's. */
  readRows(principal: Principal, table: GlueTable, someKey: string | undefined): void;
  readObject(principal: Principal, bucket: string, key: string): void;
  /** Writing an object, and encrypting it when the bucket has a key of the template's. */
  writeObject(principal: Principal, bucket: string, key: string): void;
  /** Writing objects that may be large, where nothing must lie yet. */
  writeInParts(principal: Principal, bucket: string, key: string): void;
  bucketLocation(principal: Principal, bucket: string): void;
  /** What every statement needs, whatever it reads. */
  defaultDatabase(principal: Principal): void;
}

/**
 * "Mandatory: Access policy to the `default` database and catalog per AWS Region": these "must be present" for Athena to
 * work with the catalog ("Configure access to databases and tables in the AWS Glue Data Catalog").
 */
const ON_DEFAULT_DATABASE = ['glue:GetDatabase', 'glue:GetDatabases', 'glue:CreateDatabase'];

export function permissionsOf(template: Template): Permissions {
  const buckets = readBuckets(template);
  const onObject = (principal: Principal, bucket: string, key: string, action: string, ofKey: string): void => {
    const found = buckets.get(bucket) ?? foreign(bucket);
    authorizeOn(found, principal, action, key);
    if (found.keyArn === undefined) return;
    authorizeKeyUse(template, principal, { action: ofKey, keyArn: found.keyArn, viaService: 's3' });
  };
  const permissions: Permissions = {
    ...gluePermissionsOf(template),
    readRows(principal, table, someKey) {
      authorizeOn(buckets.get(table.bucket) ?? foreign(table.bucket), principal, 's3:ListBucket');
      permissions.readObject(principal, table.bucket, someKey ?? `${fixedPrefix(table.keyTemplate)}*`);
    },
    readObject: (principal, bucket, key) => onObject(principal, bucket, key, 's3:GetObject', 'kms:Decrypt'),
    writeObject: (principal, bucket, key) => onObject(principal, bucket, key, 's3:PutObject', 'kms:GenerateDataKey'),
    writeInParts(principal, bucket, key) {
      const found = buckets.get(bucket) ?? foreign(bucket);
      for (const action of ['s3:ListBucket', 's3:ListBucketMultipartUploads']) authorizeOn(found, principal, action);
      for (const action of ['s3:ListMultipartUploadParts', 's3:AbortMultipartUpload']) {
        authorizeOn(found, principal, action, key);
      }
      permissions.writeObject(principal, bucket, key);
    },
    defaultDatabase(principal) {
      for (const action of ON_DEFAULT_DATABASE) permissions.glueDatabase(principal, action, 'default');
    },
    bucketLocation: (principal, bucket) =>
      authorizeOn(buckets.get(bucket) ?? foreign(bucket), principal, 's3:GetBucketLocation'),
  };
  return permissions;
}

/** A bucket outside the template: only the principal's own policies are known. */
function foreign(name: string): Bucket {
  return { name, arn: `arn:aws:s3:::${name}`, keyArn: undefined, policy: [] };
}
