/**
 * What Athena asks IAM in the caller's name: Glue for names, S3 and KMS for rows ("Identity and access management in
 * Athena"; "Configure access to databases and tables in the AWS Glue Data Catalog").
 */
import * as z from 'zod';
import { authorize, type Principal, type Template } from '../aws.ts';
import type { GlueTable } from './catalog.ts';
import { fixedPrefix } from './table-keys.ts';

export interface Permissions {
  /** Glue checks a call on the table, its database and the catalog, and wants all three allowed. */
  glueTable(principal: Principal, action: string, database: string, table: string): void;
  glueDatabase(principal: Principal, action: string, database: string): void;
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
  const glueArn = (resource: string): string => `arn:aws:glue:${template.region}:${template.accountId}:${resource}`;
  const keys = bucketKeys(template);
  const permissions: Permissions = {
    glueTable(principal, action, database, table) {
      permissions.glueDatabase(principal, action, database);
      authorize(principal, action, glueArn(`table/${database}/${table}`));
    },
    glueDatabase(principal, action, database) {
      authorize(principal, action, glueArn('catalog'));
      authorize(principal, action, glueArn(`database/${database}`));
    },
    readRows(principal, table, someKey) {
      authorize(principal, 's3:ListBucket', `arn:aws:s3:::${table.bucket}`);
      permissions.readObject(principal, table.bucket, someKey ?? `${fixedPrefix(table.keyTemplate)}*`);
    },
    readObject(principal, bucket, key) {
      authorize(principal, 's3:GetObject', `arn:aws:s3:::${bucket}/${key}`);
      const kmsKey = keys.get(bucket);
      if (kmsKey !== undefined) authorize(principal, 'kms:Decrypt', kmsKey);
    },
    writeObject(principal, bucket, key) {
      authorize(principal, 's3:PutObject', `arn:aws:s3:::${bucket}/${key}`);
      const kmsKey = keys.get(bucket);
      if (kmsKey !== undefined) authorize(principal, 'kms:GenerateDataKey', kmsKey);
    },
    writeInParts(principal, bucket, key) {
      for (const action of ['s3:ListBucket', 's3:ListBucketMultipartUploads']) {
        authorize(principal, action, `arn:aws:s3:::${bucket}`);
      }
      for (const action of ['s3:ListMultipartUploadParts', 's3:AbortMultipartUpload']) {
        authorize(principal, action, `arn:aws:s3:::${bucket}/${key}`);
      }
      permissions.writeObject(principal, bucket, key);
    },
    defaultDatabase(principal) {
      for (const action of ON_DEFAULT_DATABASE) permissions.glueDatabase(principal, action, 'default');
    },
    bucketLocation: (principal, bucket) => authorize(principal, 's3:GetBucketLocation', `arn:aws:s3:::${bucket}`),
  };
  return permissions;
}

const bucketProperties = z.object({
  BucketEncryption: z
    .object({
      ServerSideEncryptionConfiguration: z.array(
        z.object({ ServerSideEncryptionByDefault: z.object({ KMSMasterKeyID: z.string().optional() }).optional() }),
      ),
    })
    .optional(),
});

function bucketKeys(template: Template): ReadonlyMap<string, string> {
  const keys = new Map(template.ofType('AWS::KMS::Key').map(({ ref, arn }) => [ref, arn]));
  const pairs = template.ofType('AWS::S3::Bucket').flatMap(({ ref, properties }): [string, string][] => {
    const rules = bucketProperties.parse(properties).BucketEncryption?.ServerSideEncryptionConfiguration ?? [];
    const id = rules[0]?.ServerSideEncryptionByDefault?.KMSMasterKeyID;
    return id === undefined ? [] : [[ref, keys.get(id) ?? id]];
  });
  return new Map(pairs);
}
