import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../src/testing/small-template.ts';
import { ARN, anyone, startStack } from './stack.ts';

/** Counts its events since it was loaded, so that a test sees whether an environment was replaced. */
const counting = (body: string): string =>
  `let count = 0; export const handler = async (event) => { count += 1; if (event.bad) { ${body} } return count; };`;

const timeoutMessage = /^RequestId: [0-9a-f-]{36} Error: Task timed out after 1.00 seconds$/;

const outOfMemory = 'const kept = []; for (;;) kept.push(new Array(100_000).fill(Math.random()));';

test.each([
  [
    'loops past its time-out',
    'for (;;);',
    { errorType: 'Sandbox.Timedout', errorMessage: expect.stringMatching(timeoutMessage) },
  ],
  ['waits past its time-out', 'await new Promise(() => setInterval(() => {}, 50));', { errorType: 'Sandbox.Timedout' }],
  ['exits with 0', 'process.exit(0);', { errorMessage: expect.stringMatching(/exited without providing a reason$/) }],
  [
    'exits with 3',
    'process.exit(3);',
    { errorType: 'Runtime.ExitError', errorMessage: expect.stringMatching(/exit status 3$/) },
  ],
  ['fills its memory', outOfMemory, { errorType: 'Runtime.OutOfMemory' }],
  [
    'throws in a callback',
    'setTimeout(() => { throw new RangeError("late"); }); await new Promise(() => {});',
    { errorType: 'RangeError', errorMessage: 'late' },
  ],
  [
    'leaves a rejection unhandled',
    'Promise.reject(new Error("lost")); await new Promise(() => {});',
    { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'Error: lost' },
  ],
])('an environment whose function %s fails that event and is replaced', async (_, body, functionError) => {
  // Memory takes longer to fill on a busy machine.
  const Timeout = body === outOfMemory ? 60 : 1;
  const { functions } = startStack({ source: counting(body), properties: { Timeout, MemorySize: 128 } });
  expect((await functions.invoke(anyone, ARN, {})).payload).toBe(1);
  expect((await functions.invoke(anyone, ARN, { bad: true })).functionError).toMatchObject(functionError);
  expect((await functions.invoke(anyone, ARN, {})).payload).toBe(1);
});

test('a handler that throws fails that event, says so in the log, and its environment stays', async () => {
  const { functions, lines } = startStack({ source: counting('throw new TypeError("no");') });
  const failed = await functions.invoke(anyone, ARN, { bad: true });
  expect(failed.functionError).toEqual({ errorType: 'TypeError', errorMessage: 'no' });
  expect(failed.payload).toMatchObject({ errorType: 'TypeError', trace: expect.arrayContaining(['TypeError: no']) });
  expect((await functions.invoke(anyone, ARN, {})).payload).toBe(2);
  await expect.poll(() => lines).toEqual([expect.stringContaining('ERROR Invoke Error {"errorType":"TypeError"')]);
});

test.each([
  [
    'throws while it loads',
    'throw new RangeError("bad setting");',
    { errorType: 'RangeError', errorMessage: 'bad setting' },
  ],
  [
    'has no such export',
    'export const other = 1;',
    { errorType: 'Runtime.HandlerNotFound', errorMessage: 'index.handler is undefined or not exported' },
  ],
  ['is no JavaScript', 'export const handler = ;', { errorType: 'Runtime.UserCodeSyntaxError' }],
  [
    'imports a missing module',
    'import "not-in-the-bundle"; export const handler = async () => {};',
    { errorType: 'Runtime.ImportModuleError' },
  ],
  [
    'takes a callback',
    'export const handler = (event, context, callback) => callback();',
    { errorType: 'Runtime.CallbackHandlerDeprecated' },
  ],
])('a bundle that %s fails each event with the error of its init phase', async (_, source, functionError) => {
  const { functions } = startStack({ source });
  expect((await functions.invoke(anyone, ARN, {})).functionError).toMatchObject(functionError);
  expect((await functions.invoke(anyone, ARN, {})).functionError).toMatchObject(functionError);
});

test('a bundle without the file its handler names cannot be loaded', async () => {
  const { functions } = startStack({ source: '', fileName: 'other.mjs' });
  await expect(functions.warm(ARN)).rejects.toThrow("Runtime.ImportModuleError: Error: Cannot find module 'index'");
});

test('code that does not load within Lambda’s ten seconds is loaded once more, within the function’s own time-out', async () => {
  const mark = join(temporaryFolder(), 'loaded-before');
  const source = `
    import { existsSync, writeFileSync } from 'node:fs';
    const isFirst = !existsSync(${JSON.stringify(mark)});
    writeFileSync(${JSON.stringify(mark)}, '');
    if (isFirst) await new Promise(() => setInterval(() => {}, 1_000));
    export const handler = async () => 'loaded';`;
  const { functions } = startStack({ source, properties: { Timeout: 60 } });
  expect((await functions.invoke(anyone, ARN, {})).payload).toBe('loaded');
});
