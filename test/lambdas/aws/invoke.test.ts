import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { describe, expect, test } from 'vitest';
import { answerOf, invoke, start } from '../../../lambdas/aws/invoke.ts';

/** A function that answers with a text, as an error where one is given. */
function functionThat(answer: string | undefined, FunctionError?: string) {
  const called: unknown[] = [];
  const send = async (command: unknown) => {
    if (!(command instanceof InvokeCommand)) throw new Error('No other call is made.');
    const { FunctionName, Payload, InvocationType } = command.input;
    called.push([FunctionName, JSON.parse(String(Payload)), ...(InvocationType ? [InvocationType] : [])]);
    return { FunctionError, Payload: answer === undefined ? undefined : Buffer.from(answer) };
  };
  const client: LambdaClient = Object.assign(Object.create(new LambdaClient({ region: 'eu-west-1' })), { send });
  return { client, called };
}

test('a function gets the event as JSON, and its answer is read as JSON', async () => {
  const { client, called } = functionThat('{"put":2}');
  expect(await invoke(client, 'Reprocess', { from: 'raw' })).toEqual({ payload: { put: 2 } });
  expect(called).toEqual([['Reprocess', { from: 'raw' }]]);
});

test.each([
  [undefined, null],
  ['', null],
  ['null', null],
])('the answer %j is %j', async (answer, expected) => {
  expect(await answerOf(functionThat(answer).client, 'f', {})).toBe(expected);
});

test('a function is started without waiting for its answer', async () => {
  const { client, called } = functionThat(undefined);
  await start(client, 'Refresh', {});
  expect(called).toEqual([['Refresh', {}, 'Event']]);
});

describe('a function that fails', () => {
  test.each([
    ['{"errorType":"StreamRefused","errorMessage":"none"}', { type: 'StreamRefused', message: 'none' }],
    ['{"errorMessage":"none"}', { type: 'Unhandled', message: 'none' }],
    ['{"errorType":1}', { type: 'Unhandled', message: undefined }],
    ['no JSON', { type: 'Unhandled', message: undefined }],
    [undefined, { type: 'Unhandled', message: undefined }],
  ])('with %j is reported by its type and message', async (answer, failure) => {
    expect(await invoke(functionThat(answer, 'Unhandled').client, 'f', {})).toEqual({ failure });
  });

  test('throws its own words, or Lambda’s where it has none', async () => {
    const worded = functionThat('{"errorType":"Error","errorMessage":"The replay cannot be made."}', 'Unhandled');
    await expect(answerOf(worded.client, 'f', {})).rejects.toThrow('The replay cannot be made.');
    await expect(answerOf(functionThat('', 'Unhandled').client, 'f', {})).rejects.toThrow(
      'The function failed: Unhandled.',
    );
  });
});
