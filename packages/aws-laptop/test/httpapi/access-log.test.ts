import { expect, test } from 'vitest';
import { type Behaviour, startApi } from './stack.ts';

const FORMAT = JSON.stringify({
  id: '$context.requestId',
  ip: '$context.identity.sourceIp',
  time: '$context.requestTime',
  method: '$context.httpMethod',
  route: '$context.routeKey',
  protocol: '$context.protocol',
  status: '$context.status',
  bytes: '$context.responseLength',
  agent: '$context.identity.userAgent',
  error: '$context.integrationErrorMessage',
  lambda: '$context.integration.status',
  rest: '$context.resourcePath',
});

const stage = {
  AccessLogSettings: { DestinationArn: 'arn:aws:logs:us-east-1:111122223333:log-group:x', Format: FORMAT },
};

test('each request gives one line in the format of the stage, with - for what is unknown', async () => {
  const hello: Behaviour = () => ({ payload: { statusCode: 202, body: 'hello' } });
  const { url, accessLines } = await startApi({ stage }, hello);
  await fetch(`${url}/webhooks/shop`, { method: 'POST', headers: { 'user-agent': 'a "quoted" \\ agent' } });
  expect(accessLines).toHaveLength(1);
  expect(JSON.parse(accessLines[0] ?? '')).toEqual({
    id: expect.stringMatching(/=$/),
    ip: '127.0.0.1',
    time: expect.stringMatching(/\+0000$/),
    method: 'POST',
    route: 'POST /webhooks/{source}',
    protocol: 'HTTP/1.1',
    status: '202',
    bytes: '5',
    agent: 'a "quoted" \\ agent',
    error: '-',
    lambda: '202',
    rest: '-',
  });
});

test('a request that API Gateway itself answers is logged with its message and without a route', async () => {
  const format = '$context.status $context.routeKey $context.error.message $context.error.messageString $context.path.';
  const { url, accessLines } = await startApi({ stage: { AccessLogSettings: { Format: format } } });
  await fetch(`${url}/nowhere`);
  expect(accessLines).toEqual(['404 - Not Found "Not Found" /nowhere.']);
});

test('a stage without an access log writes none', async () => {
  const { url, accessLines } = await startApi();
  await fetch(`${url}/webhooks/shop`);
  expect(accessLines).toEqual([]);
});
