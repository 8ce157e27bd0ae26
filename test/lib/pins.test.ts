import { describe, expect, test } from 'vitest';
import pins from './pins.json' with { type: 'json' };
import { testStack } from './template.ts';

/**
 * CloudFormation identifies a resource by its logical id, which contains the ids of the constructs around it. With a new
 * logical id it creates a new, empty resource, and retains or deletes the old one. Buckets, keys, tables and logs would
 * lose their data; a stream would lose what it buffers; a new API has a new id, which is part of the webhook URL. A secret
 * gets a *new value* on any change of its `GenerateSecretString`: the app secret would be empty, every person would get new
 * keys, and every event would count again.
 */
const PINNED_TYPES = [
  'AWS::S3::Bucket',
  'AWS::KMS::Key',
  'AWS::SecretsManager::Secret',
  'AWS::DynamoDB::GlobalTable',
  'AWS::Glue::Database',
  'AWS::Glue::Table',
  'AWS::Athena::WorkGroup',
  'AWS::Logs::LogGroup',
  'AWS::SQS::Queue',
  'AWS::KinesisFirehose::DeliveryStream',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Stage',
] as const;

const RULE =
  'After the first release a pin never changes: bring the id, or the block, back. Until then it may change with a line ' +
  'in CHANGELOG.md, by hand in test/lib/pins.json. A resource that is new gets a pin.';

const { ofType } = testStack({ socialTopicArn: 'arn:aws:sns:eu-west-1:123456789012:whatsapp-events' });

function pinned(record: Readonly<Record<string, unknown>>, key: string): unknown {
  return record[key];
}

describe('the logical ids of stateful resources, and of those known outside the stack, are pinned', () => {
  test.each(PINNED_TYPES)('%s', (type) => {
    expect(Object.keys(ofType(type)).toSorted(), RULE).toEqual(pinned(pins.logicalIds, type));
  });

  test('and of no other type', () => {
    expect(Object.keys(pins.logicalIds).toSorted(), RULE).toEqual(PINNED_TYPES.toSorted());
  });
});

test('how CloudFormation generates each secret is pinned', () => {
  const secrets = Object.entries(ofType('AWS::SecretsManager::Secret')).toSorted(([a], [b]) => a.localeCompare(b));
  const blocks = Object.fromEntries(secrets.map(([id, { Properties }]) => [id, Properties.GenerateSecretString]));
  expect(blocks, RULE).toEqual(pins.generateSecretString);
});
