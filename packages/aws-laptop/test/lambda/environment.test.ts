import { afterEach, expect, test, vi } from 'vitest';
import { ARN, anyone, startStack } from './stack.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('a function sees the template variables, what Lambda sets and provides, and nothing of the laptop', async () => {
  vi.stubEnv('LAPTOP_ONLY', 'yes');
  const { functions, bundleFolder } = startStack({
    source: 'export const handler = async () => process.env;',
    properties: { Environment: { Variables: { STREAM_NAME: 'events' } } },
  });
  const { payload } = await functions.invoke(anyone, ARN, {});
  expect(payload).toEqual({
    STREAM_NAME: 'events',
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:1',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: 'receiver',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/receiver',
    AWS_LAMBDA_LOG_STREAM_NAME: expect.stringMatching(/^\[\$LATEST\][0-9a-f]{32}$/),
    LAMBDA_TASK_ROOT: bundleFolder,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    _HANDLER: 'index.handler',
  });
});

test('a function runs in UTC wherever the laptop is', async () => {
  vi.stubEnv('TZ', 'Asia/Kolkata');
  const { functions } = startStack({ source: 'export const handler = async () => new Date(0).getHours();' });
  expect((await functions.invoke(anyone, ARN, {})).payload).toBe(0);
});

test("a handler's context names the function and the request, and the time left shrinks from the time-out", async () => {
  const { functions } = startStack({
    source: `export const handler = async (event, context) => ({
      ...context, first: context.getRemainingTimeInMillis(),
      second: await new Promise((resolve) => setTimeout(() => resolve(context.getRemainingTimeInMillis()), 20)),
    });`,
  });
  const { payload } = await functions.invoke(anyone, ARN, {});
  expect(payload).toMatchObject({
    awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    functionName: 'receiver',
    functionVersion: '$LATEST',
    invokedFunctionArn: ARN,
    memoryLimitInMB: '256',
    logGroupName: '/aws/lambda/receiver',
    logStreamName: expect.stringContaining('[$LATEST]'),
  });
  const { first, second } = Object(payload);
  expect(first).toBeLessThanOrEqual(5000);
  expect(first).toBeGreaterThan(3000);
  expect(second).toBeLessThan(first);
});

test('what a function prints reaches the log line by line, from both streams', async () => {
  const { functions, lines } = startStack({
    source: `export const handler = async () => { console.log('one\\ntwo'); console.error('three'); };`,
  });
  await functions.invoke(anyone, ARN, {});
  await expect.poll(() => lines.toSorted()).toEqual(['receiver: one', 'receiver: three', 'receiver: two']);
});
