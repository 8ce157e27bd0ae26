import { expect, test } from 'vitest';
import { AwsError } from '../../src/aws.ts';
import { type Behaviour, startApi } from './stack.ts';

const returns =
  (payload: unknown): Behaviour =>
  () => ({ payload });

async function ask(behaviour: Behaviour, options = {}) {
  const running = await startApi(options, behaviour);
  const response = await fetch(`${running.url}/webhooks/shop`);
  return { ...running, response, text: await response.text() };
}

test("a result's status, headers, cookies and body reach the client", async () => {
  const { response, text } = await ask(
    returns({
      statusCode: 201,
      headers: { 'X-Number': 7, 'Content-Type': 'text/html' },
      cookies: ['a=1', 'b=2'],
      body: 'é',
    }),
  );
  expect(response.status).toBe(201);
  expect(response.headers.get('x-number')).toBe('7');
  expect(response.headers.get('content-type')).toBe('text/html');
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(response.headers.get('apigw-requestid')).toMatch(/=$/);
  expect(text).toBe('é');
});

test.each([
  ['base64', { statusCode: 200, body: 'aGk=', isBase64Encoded: true }, 200, 'hi', 'text/plain;charset=UTF-8'],
  ['text', { statusCode: 204 }, 204, '', 'text/plain;charset=UTF-8'],
  ['an object without statusCode', { ok: true }, 200, '{"ok":true}', 'application/json'],
  ['a string', 'Hello', 200, 'Hello', 'application/json'],
])('a result that is %s is answered as AWS does', async (_, payload, status, body, contentType) => {
  const { response, text } = await ask(returns(payload));
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe(contentType);
  expect(text).toBe(body);
});

test.each([
  ['no number as status', { statusCode: 'fine' }],
  ['an object as body', { statusCode: 200, body: { ok: true } }],
  ['a line break in a header', { statusCode: 200, headers: { location: 'a\r\nset-cookie: b' } }],
])('a result with %s is malformed: 500, with the reason for the operator only', async (_, payload) => {
  const { response, text, errorLines } = await ask(returns(payload));
  expect(response.status).toBe(500);
  expect(text).toBe('{"message":"Internal Server Error"}');
  expect(errorLines).toEqual([expect.stringContaining('does not fit payload format 2.0')]);
});

test("a function that fails is a 500, and neither client nor operator sees the error's message", async () => {
  const functionError = { errorType: 'TypeError', errorMessage: 'no such number +1 555 0100' };
  const { response, text, errorLines } = await ask(() => ({ payload: functionError, functionError }));
  expect(response.status).toBe(500);
  expect(text).toBe('{"message":"Internal Server Error"}');
  expect(errorLines).toEqual(['GET /webhooks/{source}: The function failed with TypeError; its log says why.']);
});

test("a function that takes longer than the integration's time-out is a 503", async () => {
  const slow: Behaviour = () => new Promise((resolve) => setTimeout(resolve, 300, { payload: {} }));
  const { response, text, errorLines } = await ask(slow, { integration: { TimeoutInMillis: 50 } });
  expect(response.status).toBe(503);
  expect(text).toBe('{"message":"Service Unavailable"}');
  expect(errorLines).toEqual([expect.stringContaining("longer than the integration's 50 ms")]);
});

test.each([
  [413, 413, '{"message":"Request Entity Too Large"}'],
  [429, 503, '{"message":"Service Unavailable"}'],
  [404, 500, '{"message":"Internal Server Error"}'],
])("Lambda's refusal %i reaches the client as %i", async (lambdaStatus, status, body) => {
  const { response, text } = await ask(() => Promise.reject(new AwsError('Refused', 'not now', lambdaStatus)));
  expect(response.status).toBe(status);
  expect(text).toBe(body);
});
