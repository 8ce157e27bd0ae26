import { expect, test } from 'vitest';
import { ARN, anyone, nobody, startStack } from './stack.ts';

const ECHO = 'export const handler = async (event) => event;';

test('an event and a result pass as JSON text', async () => {
  const { functions } = startStack({ source: ECHO });
  const event = { at: new Date(0), gone: undefined, list: [undefined], text: 'é😀' };
  expect(await functions.invoke(anyone, ARN, event)).toEqual({
    payload: { at: '1970-01-01T00:00:00.000Z', list: [null], text: 'é😀' },
  });
});

test.each([
  ['nothing', 'async () => {}', null],
  ['a value without a promise', '() => 7', 7],
  ['a function', 'async () => () => 1', null],
])('a handler that returns %s gives what Lambda gives', async (_, handler, payload) => {
  const { functions } = startStack({ source: `export const handler = ${handler};` });
  expect(await functions.invoke(anyone, ARN, null)).toEqual({ payload });
});

test('a result that is not JSON is an error of the function', async () => {
  const { functions } = startStack({ source: 'export const handler = async () => 1n;' });
  expect((await functions.invoke(anyone, ARN, {})).functionError).toEqual({
    errorType: 'Error',
    errorMessage: 'Unable to stringify response body',
  });
});

test('a caller whose policies do not allow the function is refused', async () => {
  const { functions } = startStack({ source: ECHO });
  await expect(functions.invoke(nobody, ARN, {})).rejects.toMatchObject({
    code: 'AccessDeniedException',
    message: expect.stringContaining(`lambda:InvokeFunction on resource: ${ARN}`),
  });
});

test('a function that the template does not have is not found', async () => {
  const { functions } = startStack({ source: ECHO });
  await expect(functions.invoke(anyone, `${ARN}-other`, {})).rejects.toMatchObject({
    code: 'ResourceNotFoundException',
    status: 404,
  });
});

test('an event over 6,291,456 bytes is refused with 413, and one of just that size runs', async () => {
  const { functions } = startStack({ source: 'export const handler = async (event) => event.length;' });
  const fits = 'x'.repeat(6_291_454);
  expect((await functions.invoke(anyone, ARN, fits)).payload).toBe(6_291_454);
  await expect(functions.invoke(anyone, ARN, `${fits}x`)).rejects.toMatchObject({
    code: 'RequestEntityTooLargeException',
    status: 413,
    message: '6291457 byte payload is too large for the RequestResponse invocation type (limit 6291456 bytes)',
  });
});

test('a result over 6,291,556 bytes is a function error, and one of just that size passes', async () => {
  const { functions } = startStack({ source: 'export const handler = async (n) => "x".repeat(n);' });
  expect((await functions.invoke(anyone, ARN, 6_291_554)).functionError).toBeUndefined();
  expect((await functions.invoke(anyone, ARN, 6_291_555)).functionError).toEqual({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
  });
});

test('a function with a reserved concurrency of 0 is throttled', async () => {
  const { functions } = startStack({ source: ECHO, properties: { ReservedConcurrentExecutions: 0 } });
  await expect(functions.invoke(anyone, ARN, {})).rejects.toMatchObject({
    code: 'TooManyRequestsException',
    status: 429,
  });
});
