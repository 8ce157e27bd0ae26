import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { describe, expect, onTestFinished, test } from 'vitest';
import { tellCloudFormation } from '../../../lambdas/views/cloudformation.ts';

interface Received {
  readonly method: IncomingMessage['method'];
  readonly url: IncomingMessage['url'];
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A place that takes answers as S3 does behind CloudFormation's URL. */
async function place(status = 200) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    received.push({ method: request.method, url: request.url, headers: request.headers, body: await text(request) });
    response.writeHead(status).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { received, event: eventFor(`http://127.0.0.1:${port}/answer?signature=a%2Bb`) };
}

function eventFor(ResponseURL: string): CloudFormationCustomResourceEvent {
  return {
    RequestType: 'Create',
    ServiceToken: 'arn:aws:lambda:eu-west-1:123456789012:function:views',
    ResponseURL,
    StackId: 'stack-1',
    RequestId: 'request-1',
    LogicalResourceId: 'AppliedViews',
    ResourceType: 'Custom::AthenaViews',
    ResourceProperties: { ServiceToken: 'arn:aws:lambda:eu-west-1:123456789012:function:views' },
  };
}

const COMMON = {
  PhysicalResourceId: 'views-of-lake',
  StackId: 'stack-1',
  RequestId: 'request-1',
  LogicalResourceId: 'AppliedViews',
};

describe('CloudFormation is notified', () => {
  test('of success, by a PUT to the very URL it gave', async () => {
    const { received, event } = await place();
    await tellCloudFormation(event, 'views-of-lake');
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ method: 'PUT', url: '/answer?signature=a%2Bb' });
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ ...COMMON, Status: 'SUCCESS' });
  });

  test('of failure, with its reason', async () => {
    const { received, event } = await place();
    await tellCloudFormation(event, 'views-of-lake', new Error('View a: line 1'));
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
      ...COMMON,
      Status: 'FAILED',
      Reason: 'View a: line 1',
    });
  });

  test('no more than it takes, 4,096 bytes', async () => {
    const { received, event } = await place();
    await tellCloudFormation(event, 'views-of-lake', new Error('x'.repeat(10_000)));
    expect(Buffer.byteLength(received[0]?.body ?? '')).toBeLessThanOrEqual(4_096);
  });

  test('no more than it takes when the reason is not in ASCII', async () => {
    const { received, event } = await place();
    await tellCloudFormation(event, 'views-of-lake', new Error('’'.repeat(10_000)));
    expect(Buffer.byteLength(received[0]?.body ?? '')).toBeLessThanOrEqual(4_096);
  });

  // The URL is signed for an empty content type ("cfn-response module"): S3 answers another one with
  // SignatureDoesNotMatch, and the deployment waits until it times out.
  test('without a content type', async () => {
    const { received, event } = await place();
    await tellCloudFormation(event, 'views-of-lake');
    expect(received[0]?.headers['content-type'] ?? '').toBe('');
  });
});

test('an answer that is not taken is an error with its status', async () => {
  const { event } = await place(403);
  await expect(tellCloudFormation(event, 'views-of-lake')).rejects.toThrow('HTTP 403');
});
