import { GetQueryResultsCommand, GetWorkGroupCommand } from '@aws-sdk/client-athena';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { resource } from '../../src/testing/athena-tables.ts';
import { BASE, glueTable, type LocalAthena, STORAGE, startAthena } from './shop.ts';

const KEY = 'arn:aws:kms:us-east-1:123456789012:key/k';
const ROOT = { AWS: 'arn:aws:iam::123456789012:root' };
const delegated = { Effect: 'Allow', Action: 'kms:*', Resource: '*', Principal: ROOT };
const shopKey = resource('AWS::KMS::Key', 'k', { KeyPolicy: { Version: '2012-10-17', Statement: [delegated] } }, KEY);
const encryption = {
  ServerSideEncryptionConfiguration: [
    { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY } },
  ],
};
const shopBucket = resource('AWS::S3::Bucket', 'shop', { BucketEncryption: encryption }, 'arn:aws:s3:::shop');
const sealedFolder = resource('AWS::S3::BucketPolicy', 'policy', {
  Bucket: 'shop',
  PolicyDocument: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Deny', Action: 's3:GetObject*', Resource: 'arn:aws:s3:::shop/failed/*', Principal: { AWS: '*' } },
    ],
  },
});

/** Somebody's own table over what failed. */
const FAILURES = {
  Parameters: {},
  PartitionKeys: [],
  StorageDescriptor: { ...STORAGE, Location: 's3://shop/failed/' },
};

let athena: LocalAthena;
beforeAll(async () => {
  athena = await startAthena([...BASE, shopKey, shopBucket, sealedFolder, glueTable('failures', FAILURES)]);
  await athena.parquet('events/dt=2026-11-20/family=message/a.parquet', "SELECT 'k1' AS event_key");
  await athena.run('CREATE OR REPLACE VIEW v AS SELECT event_key FROM events');
});
afterEach(() => athena.deny(undefined));
afterAll(() => athena.close());

const GROUP = 'arn:aws:athena:us-east-1:123456789012:workgroup/team';

test('starting a query needs athena:StartQueryExecution on the workgroup', async () => {
  athena.deny(new RegExp(`^athena:StartQueryExecution ${GROUP}$`));
  await expect(athena.run('SELECT 1 AS one')).rejects.toThrow(
    `not authorized to perform: athena:StartQueryExecution on resource: ${GROUP}`,
  );
});

test('each other call of the API needs its own action', async () => {
  const { QueryExecutionId } = await athena.run('SELECT 1 AS one');
  athena.deny(/^athena:GetQueryResults /);
  await expect(athena.client.send(new GetQueryResultsCommand({ QueryExecutionId }))).rejects.toThrow(
    'athena:GetQueryResults',
  );
  athena.deny(/^athena:GetQueryExecution /);
  await expect(athena.run('SELECT 1 AS one')).rejects.toThrow('athena:GetQueryExecution');
  athena.deny(/^athena:GetWorkGroup /);
  await expect(athena.client.send(new GetWorkGroupCommand({ WorkGroup: 'team' }))).rejects.toThrow(
    'athena:GetWorkGroup',
  );
});

test('reading results needs s3:GetObject on the result, and starting needs the result bucket’s location', async () => {
  const { QueryExecutionId } = await athena.run('SELECT 1 AS one');
  athena.deny(/^s3:GetObject arn:aws:s3:::results\/athena\//);
  await expect(athena.client.send(new GetQueryResultsCommand({ QueryExecutionId }))).rejects.toThrow('s3:GetObject');
  athena.deny(/^s3:GetBucketLocation arn:aws:s3:::results$/);
  await expect(athena.run('SELECT 1 AS one')).rejects.toThrow('Unable to verify/create output bucket results');
});

test('a bucket’s policy that denies a prefix holds for whoever may do everything', async () => {
  await athena.parquet('failed/a.parquet', "SELECT 'k1' AS event_key");
  const { Status } = await athena.run('SELECT event_key FROM failures');
  expect(Status?.StateChangeReason).toMatch(
    /s3:GetObject on resource: arn:aws:s3:::shop\/failed\/.* denies it explicitly/,
  );
});

const GLUE = 'arn:aws:glue:us-east-1:123456789012:';

// "Mandatory: Access policy to the `default` database and catalog per AWS Region", Amazon Athena User Guide.
const MANDATORY: readonly [string, string, string, string][] = [
  'glue:GetDatabase',
  'glue:GetDatabases',
  'glue:CreateDatabase',
].flatMap((action) =>
  ['SELECT 1 AS one', 'CREATE OR REPLACE VIEW w AS SELECT 1 AS one', 'DROP VIEW IF EXISTS w', 'SHOW TABLES'].flatMap(
    (sql) => [
      [`"${sql}"`, sql, action, `${GLUE}database/default`],
      [`"${sql}"`, sql, action, `${GLUE}catalog`],
    ],
  ),
);

test.each<[string, string, string, string]>([
  ...MANDATORY,
  ['a SELECT', 'SELECT event_key FROM events', 'glue:GetTable', `${GLUE}table/shop/events`],
  ['a SELECT', 'SELECT event_key FROM events', 'glue:GetTable', `${GLUE}database/shop`],
  ['a SELECT', 'SELECT event_key FROM events', 'glue:GetTable', `${GLUE}catalog`],
  ['a SELECT', 'SELECT event_key FROM events', 'glue:GetDatabase', `${GLUE}database/shop`],
  ['a SELECT', 'SELECT event_key FROM events', 's3:ListBucket', 'arn:aws:s3:::shop'],
  [
    'a SELECT',
    'SELECT event_key FROM events',
    's3:GetObject',
    'arn:aws:s3:::shop/events/dt=2026-11-20/family=message/a.parquet',
  ],
  ['a SELECT from a bucket with a key', 'SELECT event_key FROM events', 'kms:Decrypt', KEY],
  ['a SELECT from a view', 'SELECT event_key FROM v', 'glue:GetTable', `${GLUE}table/shop/v`],
  ['a SELECT from a view over a table', 'SELECT event_key FROM v', 'glue:GetTable', `${GLUE}table/shop/events`],
  ['creating a view', 'CREATE OR REPLACE VIEW w AS SELECT 1 AS one', 'glue:GetTable', `${GLUE}table/shop/w`],
  ['creating a view', 'CREATE OR REPLACE VIEW w AS SELECT 1 AS one', 'glue:CreateTable', `${GLUE}table/shop/w`],
  ['creating a view', 'CREATE OR REPLACE VIEW w AS SELECT 1 AS one', 'glue:UpdateTable', `${GLUE}table/shop/w`],
  [
    'creating a view over a table',
    'CREATE OR REPLACE VIEW w AS SELECT event_key FROM events',
    'glue:GetTable',
    `${GLUE}table/shop/events`,
  ],
  ['dropping a view', 'DROP VIEW v', 'glue:DeleteTable', `${GLUE}table/shop/v`],
])('%s fails without the grant: %s, %s on %s', async (_what, sql, action, target) => {
  athena.deny(new RegExp(`^${action} ${RegExp.escape(target)}$`));
  const { Status } = await athena.run(sql);
  expect(Status?.State).toBe('FAILED');
  expect(Status?.StateChangeReason).toContain(`not authorized to perform: ${action} on resource: ${target}`);
});

test('a result that the caller may not write fails the query', async () => {
  athena.deny(/^s3:PutObject arn:aws:s3:::results\//);
  const { Status } = await athena.run('SELECT 1 AS one');
  expect(Status?.StateChangeReason).toMatch(/^Access denied when writing output to url: s3:\/\/results\/athena\//);
});
