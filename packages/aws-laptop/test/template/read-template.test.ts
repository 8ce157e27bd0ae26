import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Resource, Template } from '../../src/aws.ts';
import { readTemplate, skippedLines } from '../../src/template/read-template.ts';
import { at } from '../../src/template/values.ts';
import { smallTemplate, writeAssembly } from '../../src/testing/small-template.ts';
import { synthSample } from './sample-app.ts';

let folder: string;
let template: Template;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shop-synth-'));
  template = readTemplate(synthSample(folder));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function named(type: string, logicalIdStart: string): Resource {
  const found = template.ofType(type).find(({ logicalId }) => logicalId.startsWith(logicalIdStart));
  if (found === undefined) throw new Error(`no ${type} ${logicalIdStart}`);
  return found;
}

describe('a stack as CDK synthesises it', () => {
  test('every resource resolves: no intrinsic function is left', () => {
    expect(template.resources.length).toBeGreaterThan(40);
    expect(JSON.stringify(template.resources)).not.toMatch(/"(Ref|Fn::\w+)":|AWS::(Region|AccountId|Partition)/);
  });

  test('a resource comes after those it refers to', () => {
    const position = (resource: Resource) => template.resources.indexOf(resource);
    const stream = named('AWS::KinesisFirehose::DeliveryStream', 'Stream');
    expect(position(stream)).toBeGreaterThan(position(named('AWS::Lambda::Function', 'Transform')));
    expect(position(named('AWS::Lambda::Function', 'Receiver'))).toBeGreaterThan(position(stream));
  });

  test('a function gets the names of what it uses in its environment', () => {
    expect(at(named('AWS::Lambda::Function', 'Receiver').properties, ['Environment', 'Variables'])).toEqual({
      TABLE: named('AWS::DynamoDB::GlobalTable', 'Claims').ref,
      SECRET: named('AWS::SecretsManager::Secret', 'Pepper').arn,
      STREAM: named('AWS::KinesisFirehose::DeliveryStream', 'Stream').ref,
    });
  });

  test('names without one in the template are the stack and the logical id, lower case for a bucket', () => {
    expect(named('AWS::Lambda::Function', 'Receiver').ref).toMatch(/^SampleShop-Receiver[0-9A-F]{8}$/);
    expect(named('AWS::S3::Bucket', 'Shop').ref).toMatch(/^sampleshop-shop[0-9a-f]{8}$/);
    expect(named('AWS::Athena::WorkGroup', 'WorkGroup').ref).toBe('sample-shop');
    expect(named('AWS::Glue::Table', 'Events').arn).toBe(
      'arn:aws:glue:us-east-1:123456789012:table/sample_shop/events',
    );
  });

  test('an output carries its value and description', () => {
    const api = named('AWS::ApiGatewayV2::Api', 'Api').ref;
    expect(template.outputs).toEqual([
      {
        key: 'WebhookUrl',
        value: `https://${api}.execute-api.us-east-1.amazonaws.com/webhooks/shop`,
        description: 'Paste into the shop',
      },
    ]);
  });

  test('an asset is found by its object key, and an unknown key is refused', () => {
    const s3Key = at(named('AWS::Lambda::Function', 'Transform').properties, ['Code', 'S3Key']);
    expect(existsSync(join(template.assetPath(String(s3Key)), 'index.mjs'))).toBe(true);
    expect(() => template.assetPath('other.zip')).toThrow(/no bundle under the key other\.zip/);
  });

  test('a role may do what CDK granted it and nothing else', () => {
    const receiver = template.principalOf(named('AWS::IAM::Role', 'ReceiverServiceRole').arn);
    const claims = named('AWS::DynamoDB::GlobalTable', 'Claims').arn;
    const bucket = named('AWS::S3::Bucket', 'Shop').arn;
    expect(receiver.allows('dynamodb:PutItem', claims)).toBe(true);
    expect(receiver.allows('dynamodb:Query', `${claims}/index/byOwner`)).toBe(true);
    expect(receiver.allows('dynamodb:DeleteTable', claims)).toBe(false);
    expect(receiver.allows('s3:GetObject', `${bucket}/raw/a`)).toBe(true);
    expect(receiver.allows('s3:GetObject', `${bucket}/events/a`)).toBe(false);
    expect(receiver.allows('logs:PutLogEvents', 'arn:aws:logs:us-east-1:123456789012:log-group:x:*')).toBe(true);
  });

  test('a role the template does not have is refused by name', () => {
    expect(() => template.principalOf('arn:aws:iam::123456789012:role/Other')).toThrow(/role\/Other is no role/);
  });
});

describe('a cloud assembly', () => {
  const nothing = { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } };

  test('bound to an account and a region gives ARNs of these', () => {
    const bound = readTemplate(
      writeAssembly({ Resources: { F: { Type: 'AWS::Lambda::Function' } } }, 'aws://210987654321/eu-west-1'),
    );
    expect(bound.resources[0]?.arn).toBe('arn:aws:lambda:eu-west-1:210987654321:function:Shop-F');
  });

  test('that is missing, broken or without the stack is refused in one sentence', () => {
    const assembly = writeAssembly(nothing);
    expect(() => readTemplate(join(assembly, 'none'))).toThrow(/manifest\.json is missing: synthesise the CDK app/);
    expect(() => readTemplate(assembly, 'Other')).toThrow(/holds no stack "Other"; its stacks: Shop\./);
    writeFileSync(join(assembly, 'Shop.template.json'), '{"Resources"');
    expect(() => readTemplate(assembly)).toThrow(/Shop\.template\.json is not JSON/);
  });

  describe('with several stacks', () => {
    const reports = { Resources: { Page: { Type: 'AWS::QuickSight::Dashboard' } } };
    const marked = { ...reports, Metadata: { 'aws-laptop:skip': 'it needs a subscription' } };

    test('gives the one that does not ask to be left out, and says which are and why', () => {
      const read = readTemplate(writeAssembly(nothing, undefined, { Reports: marked, More: marked }));
      expect([read.stackName, read.resources.map(({ logicalId }) => logicalId)]).toEqual(['Shop', ['Bucket']]);
      expect(skippedLines(read)).toEqual([
        'skipped: Reports (it needs a subscription)',
        'skipped: More (it needs a subscription)',
      ]);
    });

    test('gives the one that is named, also if it asks to be left out', () => {
      const assembly = writeAssembly(nothing, undefined, { Reports: marked });
      expect(readTemplate(assembly, 'Shop').skipped).toEqual([]);
      expect(() => readTemplate(assembly, 'Reports')).toThrow(/does not cover AWS::QuickSight::Dashboard/);
    });

    test('is refused where none is named and none asks, or all do', () => {
      expect(() => readTemplate(writeAssembly(nothing, undefined, { Reports: reports }))).toThrow(
        /holds several stacks \(Shop, Reports\): name the one to run/,
      );
      expect(() => readTemplate(writeAssembly(marked))).toThrow(/holds no stack to run without its name/);
    });

    test('is refused where the reason is no text', () => {
      const unexplained = { ...reports, Metadata: { 'aws-laptop:skip': true } };
      expect(() => readTemplate(writeAssembly(nothing, undefined, { Reports: unexplained }))).toThrow(
        /aws-laptop:skip/,
      );
    });
  });

  test('with a macro or another unknown section is refused, not half read', () => {
    expect(() => readTemplate(writeAssembly({ ...nothing, Transform: 'AWS::Serverless' }))).toThrow(/Transform/);
  });
});

describe('what becomes of a resource when the stack goes', () => {
  const withPolicy = (policies: object) =>
    smallTemplate({ Resources: { Open: { Type: 'AWS::S3::Bucket', Properties: {}, ...policies } } });

  test.each(['Delete', 'Retain', 'RetainExceptOnCreate', 'Snapshot'])('may be %s', (DeletionPolicy) => {
    expect(withPolicy({ DeletionPolicy }).ofType('AWS::S3::Bucket')).toHaveLength(1);
  });

  // "RetainExceptOnCreate" is a word of DeletionPolicy only ("UpdateReplacePolicy attribute").
  test.each([{ DeletionPolicy: 'Keep' }, { UpdateReplacePolicy: 'RetainExceptOnCreate' }])(
    'is refused where CloudFormation knows no such word: %j',
    (policies) => {
      expect(() => withPolicy(policies)).toThrow(/Policy/);
    },
  );
});
