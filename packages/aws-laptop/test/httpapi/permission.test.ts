import { expect, test } from 'vitest';
import { startApi } from './stack.ts';

const API = 'arn:aws:execute-api:us-east-1:111122223333:api';

test.each([
  ['any route', { SourceArn: `${API}/*/*` }],
  ['this route, as the CDK writes it', { SourceArn: `${API}/*/*/webhooks/{source}` }],
  ['this route and stage', { SourceArn: `${API}/$default/POST/webhooks/{source}` }],
  ['any API', { SourceArn: undefined }],
  ['this account', { SourceAccount: '111122223333' }],
  ['the function by its name', { FunctionName: 'receiver' }],
])('a permission for %s lets API Gateway invoke the function', async (_, permission) => {
  const { url } = await startApi({ permission });
  expect((await fetch(`${url}/webhooks/shop`, { method: 'POST' })).status).toBe(200);
});

test.each([
  ['another route', { SourceArn: `${API}/*/*/flows/{flow}` }],
  ['another method', { SourceArn: `${API}/*/GET/webhooks/{source}` }],
  ['another API', { SourceArn: `${API}2/*/*` }],
  ['another service', { Principal: 'events.amazonaws.com' }],
  ['another function', { FunctionName: 'arn:aws:lambda:us-east-1:111122223333:function:transform' }],
  ['another action', { Action: 'lambda:GetFunction' }],
  ['another account', { SourceAccount: '444455556666' }],
])('a permission for %s does not: 500 as in AWS, and the operator is told what to add', async (_, permission) => {
  const { url, errorLines } = await startApi({ permission });
  const response = await fetch(`${url}/webhooks/shop`, { method: 'POST' });
  expect(response.status).toBe(500);
  expect(await response.text()).toBe('{"message":"Internal Server Error"}');
  expect(errorLines).toEqual([
    expect.stringContaining('needs an AWS::Lambda::Permission for apigateway.amazonaws.com'),
  ]);
});

test('a permission for every stage and method covers the $default route', async () => {
  const { url } = await startApi({ routeKeys: ['$default'] });
  expect((await fetch(`${url}/anything`)).status).toBe(200);
});
