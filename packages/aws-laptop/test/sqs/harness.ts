import { SQSClient } from '@aws-sdk/client-sqs';
import { createSqs, type Sqs } from '../../src/sqs/sqs.ts';
import { serveForTest, settingsFor } from '../../src/testing/sdk.ts';
import { roleWith, smallTemplate, temporaryFolder } from '../../src/testing/small-template.ts';

const arnOf = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });

/** A queue `jobs` and its dead-letter queue `dead`, and roles that may do all, or nothing. */
export function queuesTemplate(properties: Readonly<Record<string, unknown>> = {}) {
  return smallTemplate({
    Resources: {
      Jobs: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          QueueName: 'jobs',
          RedrivePolicy: { deadLetterTargetArn: arnOf('Dead'), maxReceiveCount: 2 },
          ...properties,
        },
      },
      Dead: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead' } },
      ...roleWith('worker', [{ Effect: 'Allow', Action: 'sqs:*', Resource: [arnOf('Jobs'), arnOf('Dead')] }]),
      ...roleWith('owner', [{ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }]),
      ...roleWith('stranger', []),
    },
  });
}

export interface ServedQueues {
  readonly sqs: Sqs;
  readonly client: SQSClient;
  readonly clientOf: (role: string) => SQSClient;
  readonly urlOf: (name: string) => string;
  /** The time that visibility and retention run by. */
  readonly clock: { nowMs: number };
}

export async function serveQueues(
  properties: Readonly<Record<string, unknown>> = {},
  dataDir: string = temporaryFolder(),
): Promise<ServedQueues> {
  const template = queuesTemplate(properties);
  const clock = { nowMs: Date.UTC(2026, 10, 20, 12) };
  let url = '';
  const sqs = createSqs({ template, dataDir, endpoint: () => url, now: () => clock.nowMs });
  const endpoint = await serveForTest(template, [sqs.service]);
  url = endpoint.url;
  const clientOf = (role: string) => new SQSClient(settingsFor(endpoint, role));
  return { sqs, clock, clientOf, client: clientOf('worker'), urlOf: (name) => `${url}/123456789012/${name}` };
}
