import { isDeepStrictEqual } from 'node:util';
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
  'in CHANGELOG.md, by hand in test/lib/pins.json.';

const { ofType } = testStack({ socialTopicArn: 'arn:aws:sns:eu-west-1:123456789012:whatsapp-events' });

/** The rule where a pin changed or went; where there is only more, such as a new source's secret, what to add. */
function advice(
  list: string,
  before: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
): string {
  const added = Object.entries(now).filter(([id]) => !Object.hasOwn(before, id));
  const isKept = Object.entries(before).every(([id, pin]) => isDeepStrictEqual(pin, now[id]));
  if (!isKept || added.length === 0) return RULE;
  const lines = added.map(([id, block]) => (block === id ? `"${id}"` : `"${id}": ${JSON.stringify(block)}`));
  return `Nothing pinned has changed; this is new. Add to "${list}" in test/lib/pins.json, then npm run format:\n${lines.join(',\n')}\n`;
}

/** Ids as blocks, each pinned as itself. */
function byId(ids: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(ids.map((id) => [id, id]));
}

function pinned(type: string): readonly string[] {
  const lists: Readonly<Record<string, readonly string[]>> = pins.logicalIds;
  return lists[type] ?? [];
}

describe('the logical ids of stateful resources, and of those known outside the stack, are pinned', () => {
  test.each(PINNED_TYPES)('%s', (type) => {
    const ids = Object.keys(ofType(type)).toSorted();
    expect(ids, advice(type, byId(pinned(type)), byId(ids))).toEqual(pinned(type));
  });

  test('and of no other type', () => {
    expect(Object.keys(pins.logicalIds).toSorted(), RULE).toEqual(PINNED_TYPES.toSorted());
  });
});

test('how CloudFormation generates each secret is pinned', () => {
  const secrets = Object.entries(ofType('AWS::SecretsManager::Secret')).toSorted(([a], [b]) => a.localeCompare(b));
  const blocks = Object.fromEntries(secrets.map(([id, { Properties }]) => [id, Properties.GenerateSecretString]));
  expect(blocks, advice('generateSecretString', pins.generateSecretString, blocks)).toEqual(pins.generateSecretString);
});

test('what is only new is advised to be added, and anything else is met with the rule', () => {
  const before = { a: 'a', b: { length: 48 } };
  expect(advice('list', before, { ...before, c: { length: 1 } })).toMatch(/Add to "list" .*:\n"c": \{"length":1\}\n$/);
  expect(advice('list', before, { ...before, b: { length: 1 }, c: 'c' })).toBe(RULE);
  expect(advice('list', before, { b: before.b, c: 'c' })).toBe(RULE);
  expect(advice('list', before, { a: 'a' })).toBe(RULE);
});
