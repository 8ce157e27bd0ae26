import { describe, expect, test } from 'vitest';
import {
  COMPACT_ENVIRONMENT,
  FIND_ENVIRONMENT,
  PAGES_ENVIRONMENT,
  RECEIVER_ENVIRONMENT,
  REFRESH_ENVIRONMENT,
  REPROCESS_ENVIRONMENT,
  readEnvironment,
  SEAL_ENVIRONMENT,
  TRANSFORM_ENVIRONMENT,
  VIEWS_ENVIRONMENT,
} from '../../domain/contracts/environment.ts';
import { leftOutTypes } from '../../domain/event/curation.ts';
import { testStack } from './template.ts';

const { stack, resourceOf, ofType } = testStack({
  receiverTimeoutSeconds: 10,
  claimTtlDays: 9,
  leftOutEventTypes: ['account', 'reaction_added'],
});
const FUNCTIONS = [
  ['receiver', stack.receiver.function, RECEIVER_ENVIRONMENT],
  ['transform', stack.stream.transform, TRANSFORM_ENVIRONMENT],
  ['views', stack.query.views, VIEWS_ENVIRONMENT],
  ['reprocess', stack.replay.function, REPROCESS_ENVIRONMENT],
  ['compact', stack.compaction.function, COMPACT_ENVIRONMENT],
  ['refresh', stack.refresh.function, REFRESH_ENVIRONMENT],
  ['seal', stack.sealFailed.function, SEAL_ENVIRONMENT],
  ['pages', stack.pages.function, PAGES_ENVIRONMENT],
  ['find', stack.find.function, FIND_ENVIRONMENT],
] as const;

function variablesOf(construct: (typeof FUNCTIONS)[number][1]): Record<string, unknown> {
  return { ...Object(resourceOf(construct).Properties.Environment).Variables };
}

function textsOf(variables: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]));
}

describe.each(FUNCTIONS)('the function %s', (name, construct, environment) => {
  test('sends its metrics under its name', () => {
    expect(variablesOf(construct)).toMatchObject({ POWERTOOLS_SERVICE_NAME: name });
  });

  test('gets exactly the variables it reads, besides those of its tools', () => {
    const names = Object.keys(variablesOf(construct)).filter((name) => !/^(POWERTOOLS|AWS|NODE)_/.test(name));
    expect(names.toSorted()).toEqual(Object.keys(environment).toSorted());
  });

  test('runs on Node 24 on Graviton, and logs to its own log group', () => {
    expect(resourceOf(construct).Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      LoggingConfig: { LogGroup: { Ref: expect.any(String) } },
    });
  });

  test('has no secret in its environment, only ARNs', () => {
    const texts = Object.values(variablesOf(construct)).map((value) => JSON.stringify(value));
    for (const text of texts) expect(text).not.toContain('resolve:secretsmanager');
  });
});

const LOG_GROUPS = Object.entries(ofType('AWS::Logs::LogGroup'));

describe('log groups are retained, and their logs expire as the settings say', () => {
  test.each(LOG_GROUPS)('%s', (_id, group) => {
    expect(group).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', Properties: { RetentionInDays: 90 } });
  });
});

test('a claim’s lease is longer than the timeout, and the claim is kept as the settings say', () => {
  const { Timeout } = resourceOf(stack.receiver.function).Properties;
  const { LEASE_SECONDS, CLAIM_TTL_DAYS } = variablesOf(stack.receiver.function);
  expect(Timeout).toBe(10);
  expect(Number(LEASE_SECONDS)).toBeGreaterThan(10);
  expect(CLAIM_TTL_DAYS).toBe('9');
});

test('the transform gets the event types to leave out, in a form that it reads', () => {
  const { LEFT_OUT_EVENT_TYPES } = readEnvironment(TRANSFORM_ENVIRONMENT, {
    ...textsOf(variablesOf(stack.stream.transform)),
    PEPPER_SECRET: 'arn',
  });
  expect(LEFT_OUT_EVENT_TYPES).toEqual(['account', 'reaction_added']);
  expect(leftOutTypes(LEFT_OUT_EVENT_TYPES)).toContain('account_alerted');
});

describe('a role allows exactly what its function does', () => {
  const actionsOf = (id: string) => {
    const policies = Object.entries(ofType('AWS::IAM::Policy')).filter(([name]) => name.includes(id));
    const statements: { Action: string | string[]; Resource: unknown }[] = policies.flatMap(
      ([, { Properties }]) => Object(Properties.PolicyDocument).Statement,
    );
    return statements.flatMap(({ Action }) => Action).toSorted();
  };

  test('the receiver writes claims, puts records and reads secrets', () => {
    expect(new Set(actionsOf('ReceiverServiceRole'))).toEqual(
      new Set([
        'dynamodb:DeleteItem',
        'dynamodb:GetItem',
        'dynamodb:PartiQLDelete',
        'dynamodb:PartiQLInsert',
        'dynamodb:PartiQLUpdate',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'firehose:PutRecordBatch',
        'secretsmanager:DescribeSecret',
        'secretsmanager:GetSecretValue',
      ]),
    );
  });

  test('the transform reads the pepper', () => {
    expect(new Set(actionsOf('StreamTransform'))).toEqual(
      new Set(['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue']),
    );
  });

  test('the find function reads the pepper', () => {
    expect(actionsOf('FindServiceRole')).toEqual(['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue']);
  });

  test('the reprocess function lists and reads raw/ and failed/, writes notes on replays and puts records', () => {
    expect(new Set(actionsOf('ReplayReprocess'))).toEqual(
      new Set([
        'firehose:PutRecordBatch',
        'kms:Decrypt',
        'kms:GenerateDataKey',
        's3:GetObject',
        's3:ListBucket',
        's3:PutObject',
      ]),
    );
  });
});
