import { describe, expect, test } from 'vitest';
import { testStack } from './template.ts';

/** A first deployment may fail for a reason outside this stack. The second must not fail because of leftovers of the first. */
const { stack, template, ofType } = testStack({
  socialTopicArn: 'arn:aws:sns:eu-west-1:123456789012:whatsapp-events',
});
const resources: Record<string, { Type: string; DeletionPolicy?: string; Properties?: object }> =
  template.toJSON().Resources;
const entries = Object.entries(resources);

/** Properties that give a resource a fixed name. CloudFormation names the others, with a new name for each creation. */
const NAMES =
  /^(Name|AlarmName|BucketName|FunctionName|KeyName|LogGroupName|QueueName|RoleName|TableName|\w+StreamName)$/;

function isNamed([, { Type, Properties = {} }]: (typeof entries)[number]): boolean {
  if (Type === 'AWS::Glue::Database' || Type === 'AWS::Glue::Table') return true;
  return Object.keys(Properties).some((property) => NAMES.test(property));
}

describe('a creation that is rolled back leaves nothing', () => {
  test('nothing is retained from a creation that failed', () => {
    expect(entries.filter(([, { DeletionPolicy }]) => DeletionPolicy === 'Retain').map(([id]) => id)).toEqual([]);
  });

  test.each(entries.filter(isNamed))('%s, which has a fixed name, does not remain', (_id, resource) => {
    expect([undefined, 'Delete', 'RetainExceptOnCreate']).toContain(resource.DeletionPolicy);
  });

  test('the check finds the resources with fixed names', () => {
    const types = new Set(entries.filter(isNamed).map(([, { Type }]) => Type));
    for (const type of ['AWS::Glue::Database', 'AWS::Glue::Table', 'AWS::Athena::WorkGroup', 'AWS::CloudWatch::Alarm'])
      expect(types).toContain(type);
  });

  test('the workgroup can be deleted with the queries it has run', () => {
    template.allResourcesProperties('AWS::Athena::WorkGroup', { RecursiveDeleteOption: true });
  });
});

describe('resources that hold data, or a name by which data is found, are retained', () => {
  const holding = [
    'AWS::S3::Bucket',
    'AWS::KMS::Key',
    'AWS::SecretsManager::Secret',
    'AWS::DynamoDB::GlobalTable',
    'AWS::Glue::Database',
    'AWS::Glue::Table',
    'AWS::Athena::WorkGroup',
    'AWS::Logs::LogGroup',
    'AWS::SQS::Queue',
  ];
  test.each(holding)('%s', (type) => {
    const found = Object.entries(ofType(type));
    expect(found).not.toEqual([]);
    for (const [id, { DeletionPolicy, UpdateReplacePolicy }] of found) {
      expect([id, DeletionPolicy, UpdateReplacePolicy]).toEqual([id, 'RetainExceptOnCreate', 'Retain']);
    }
  });
});

// A new account has 10 concurrent executions, and Lambda lets none of them be reserved ("Configuring reserved
// concurrency for a function": 100 stay unreserved, in an account with 10 all of them).
test('no function reserves concurrency by default', () => {
  for (const { Properties } of Object.values(ofType('AWS::Lambda::Function')))
    expect(Properties).not.toHaveProperty('ReservedConcurrentExecutions');
});

test('the id of each construct is the name of its class, because logical ids contain it', () => {
  const ours = stack.node.findAll().filter((one) => OURS.includes(one.constructor.name));
  expect(ours.map(({ node }) => node.id)).toEqual(ours.map((one) => one.constructor.name));
  expect(new Set(ours.map(({ node }) => node.id))).toEqual(new Set(OURS));
});

const OURS = [
  'Alarms',
  'Catalog',
  'Claims',
  'Compaction',
  'FrontDoor',
  'Query',
  'Receiver',
  'ReferenceTables',
  'Replay',
  'Secrets',
  'Social',
  'Stores',
  'Stream',
];
