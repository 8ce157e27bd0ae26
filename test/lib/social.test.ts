import { describe, expect, test } from 'vitest';
import { INGEST_ENVIRONMENT } from '../../domain/contracts/environment.ts';
import { OPERATIONAL_METRICS } from '../../domain/contracts/operations.ts';
import { buildApp } from '../../lib/app.ts';
import { synthesise } from './findings.ts';
import { testApp } from './synthesised.ts';
import { testStack } from './template.ts';

const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:whatsapp-events';

test('without a topic the template has no subscription and no queue', () => {
  const { stack, ofType } = testStack();
  expect(stack.social).toBeUndefined();
  for (const type of ['AWS::SNS::Subscription', 'AWS::SQS::Queue']) expect(ofType(type)).toEqual({});
});

describe('with a topic', () => {
  const { stack, resourceOf, ofType } = testStack({ socialTopicArn: TOPIC, receiverTimeoutSeconds: 10 });
  const social = stack.social ?? expect.unreachable();

  test('the function is subscribed to it, and only it may invoke the function', () => {
    expect(Object.values(ofType('AWS::SNS::Subscription'))).toEqual([
      expect.objectContaining({ Properties: expect.objectContaining({ Protocol: 'lambda', TopicArn: TOPIC }) }),
    ]);
    const callers = Object.values(ofType('AWS::Lambda::Permission')).map(({ Properties }) => Properties);
    expect(callers).toContainEqual(expect.objectContaining({ Principal: 'sns.amazonaws.com', SourceArn: TOPIC }));
  });

  test('the function gets the variables it reads', () => {
    const variables = Object(resourceOf(social.function).Properties.Environment).Variables;
    const names = Object.keys(variables).filter((name) => !/^(POWERTOOLS|AWS|NODE)_/.test(name));
    expect(names.toSorted()).toEqual(Object.keys(INGEST_ENVIRONMENT).toSorted());
    expect(Number(variables.LEASE_SECONDS)).toBeGreaterThan(10);
  });

  test('the function sends its metrics under its name', () => {
    const { POWERTOOLS_SERVICE_NAME } = Object(resourceOf(social.function).Properties.Environment).Variables;
    expect(Object.keys(OPERATIONAL_METRICS)).toContain(POWERTOOLS_SERVICE_NAME);
    expect(POWERTOOLS_SERVICE_NAME).toBe('social');
  });

  test('messages that failed all attempts are kept in a retained queue under the sealed key', () => {
    expect(Object.values(ofType('AWS::Lambda::EventInvokeConfig'))).toEqual([
      expect.objectContaining({
        Properties: expect.objectContaining({
          MaximumRetryAttempts: 2,
          DestinationConfig: { OnFailure: { Destination: expect.anything() } },
        }),
      }),
    ]);
    expect(resourceOf(social.failed)).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: { KmsMasterKeyId: expect.anything(), MessageRetentionPeriod: 14 * 86_400 },
    });
  });

  test('the app has no findings', () => {
    const made = testApp({ socialTopicArn: TOPIC });
    buildApp(made.app);
    expect(synthesise(made)).toMatchObject({ thrown: undefined, rules: [] });
  });
});

test.each(['whatsapp-events', 'arn:aws:sqs:eu-west-1:123456789012:queue', `${TOPIC}.fifo`])(
  'a setting that names no standard topic is refused: %s',
  (socialTopicArn) => {
    expect(() => testStack({ socialTopicArn })).toThrow(/socialTopicArn/);
  },
);
