import { setTimeout as sleep } from 'node:timers/promises';
import { InvokeCommand, type InvokeCommandInput, LambdaClient } from '@aws-sdk/client-lambda';
import { expect, onTestFinished, test } from 'vitest';
import type { Principal } from '../../src/aws.ts';
import { startEndpoint } from '../../src/endpoint/start-endpoint.ts';
import { createLambdaService } from '../../src/lambda/service.ts';
import { ARN, anyone, nobody, startStack } from './stack.ts';

const ECHO = 'export const handler = async (event) => ({ event });';
const THROWS = 'export const handler = async () => { throw new TypeError("no"); };';

/** Serves the function `receiver`, whose code is `source`; answers what calls it by the SDK. */
async function serve(source: string, principal: Principal = anyone) {
  const { functions, lines } = startStack({ source });
  const failures: string[] = [];
  const service = createLambdaService({
    ...functions,
    region: 'us-east-1',
    accountId: '111122223333',
    onEventFailure: (name, reason) => failures.push(`${name}: ${reason}`),
  });
  const endpoint = await startEndpoint({ services: [service], principalForKey: () => principal });
  onTestFinished(() => endpoint.close());
  const credentials = { accessKeyId: 'A', secretAccessKey: 's' };
  const client = new LambdaClient({ endpoint: endpoint.url, region: 'us-east-1', credentials, maxAttempts: 1 });
  const invoke = async (input: Partial<InvokeCommandInput> = {}) => {
    const { Payload, ...answer } = await client.send(new InvokeCommand({ FunctionName: 'receiver', ...input }));
    return { ...answer, payload: Buffer.from(Payload ?? '').toString() };
  };
  return { invoke, failures, lines };
}

test.each(['receiver', ARN, '111122223333:function:receiver', `${ARN}:$LATEST`])(
  'the function named %s runs, and its result is the payload',
  async (FunctionName) => {
    const { invoke } = await serve(ECHO);
    const answer = await invoke({ FunctionName, Payload: Buffer.from('{"n":1}') });
    expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST', payload: '{"event":{"n":1}}' });
    expect(answer.FunctionError).toBeUndefined();
  },
);

test('without a payload the event is empty', async () => {
  const { invoke } = await serve(ECHO);
  expect((await invoke()).payload).toBe('{"event":{}}');
});

test('a function that threw is answered 200, marked as Unhandled, with its error as the payload', async () => {
  const { invoke } = await serve(THROWS);
  const answer = await invoke();
  expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
  expect(JSON.parse(answer.payload)).toMatchObject({ errorType: 'TypeError', errorMessage: 'no' });
});

test('an asynchronous call is answered 202 before the function has ended', async () => {
  const { invoke, lines } = await serve(
    'export const handler = async () => { await new Promise((r) => setTimeout(r, 300)); console.log("ended"); };',
  );
  expect(await invoke({ InvocationType: 'Event' })).toMatchObject({ StatusCode: 202, payload: '' });
  expect(lines).toEqual([]);
  while (lines.length === 0) await sleep(20);
});

test('the failure of an asynchronous call is reported, because no caller waits for it', async () => {
  const { invoke, failures } = await serve(THROWS);
  await invoke({ InvocationType: 'Event' });
  while (failures.length === 0) await sleep(20);
  expect(failures).toEqual(['receiver: TypeError: no']);
});

test('a dry run is answered 204 and runs nothing', async () => {
  const { invoke, failures } = await serve(THROWS);
  expect(await invoke({ InvocationType: 'DryRun' })).toMatchObject({ StatusCode: 204 });
  expect(failures).toEqual([]);
});

test.each<[string, Partial<InvokeCommandInput>, string, number]>([
  ['a function that is not there', { FunctionName: 'other' }, 'ResourceNotFoundException', 404],
  ['a version that is not there', { Qualifier: '7' }, 'ResourceNotFoundException', 404],
  ['a payload that is not JSON', { Payload: Buffer.from('{') }, 'InvalidRequestContentException', 400],
  [
    'an asynchronous event over 1 MB',
    { InvocationType: 'Event', Payload: Buffer.from(`"${'x'.repeat(1_048_575)}"`) },
    'RequestEntityTooLargeException',
    413,
  ],
])('%s is refused as AWS refuses it', async (_name, input, name, httpStatusCode) => {
  const { invoke } = await serve(ECHO);
  await expect(invoke(input)).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
});

test('a caller whose policies do not allow the function is refused with 403, whether or not it is there', async () => {
  const { invoke } = await serve(ECHO, nobody);
  const refusal = { name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } };
  await expect(invoke()).rejects.toMatchObject(refusal);
  await expect(invoke({ FunctionName: 'other', InvocationType: 'Event' })).rejects.toMatchObject(refusal);
});

test('an event that names a URL to answer to is refused: only the start makes custom resources', async () => {
  const { invoke, lines } = await serve('export const handler = async () => console.log("ran");');
  const Payload = Buffer.from(JSON.stringify({ RequestType: 'Create', ResponseURL: 'http://127.0.0.1:1/' }));
  const refusal = { name: 'AccessDeniedException', message: expect.stringContaining('ResponseURL') };
  await expect(invoke({ Payload })).rejects.toMatchObject(refusal);
  await expect(invoke({ Payload, InvocationType: 'Event' })).rejects.toMatchObject(refusal);
  expect(lines).toEqual([]);
});
