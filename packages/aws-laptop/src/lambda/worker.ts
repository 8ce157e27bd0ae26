/**
 * The inside of an execution environment: loads the bundle, then runs one event at a time. It takes the place of Lambda's
 * Node.js runtime. Unlike there, it is not frozen between two events.
 */

import { parentPort, workerData } from 'node:worker_threads';
import { loadHandler } from './handler.ts';
import type { Invocation, WorkerMessage, WorkerSetup } from './messages.ts';
import { reportThrown } from './reported-errors.ts';

/** The exit codes of Lambda's runtime after an error that no handler caught. */
const EXIT_UNHANDLED_REJECTION = 128;
const EXIT_UNCAUGHT_EXCEPTION = 129;

const setup: WorkerSetup = workerData;

function post(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

/** Lambda's runtime writes each error to the function's log as well as into the answer. */
function postError(thrown: unknown, fatal: boolean): void {
  const error = reportThrown(thrown);
  process.stderr.write(`ERROR Invoke Error ${JSON.stringify(error)}\n`);
  post({ kind: 'error', error, fatal });
}

function endWith(thrown: unknown, exitCode: number): void {
  postError(thrown, true);
  process.exit(exitCode);
}

function unhandledRejection(reason: unknown): Error {
  const error = new Error(reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason));
  error.name = 'Runtime.UnhandledPromiseRejection';
  return error;
}

function toJson(result: unknown): string {
  try {
    return JSON.stringify(result) ?? 'null';
  } catch (cause) {
    throw new Error('Unable to stringify response body', { cause });
  }
}

function contextOf({ requestId, deadlineAt }: Invocation): object {
  return {
    ...setup.context,
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => Math.max(0, deadlineAt - Date.now()),
  };
}

process.on('uncaughtException', (error) => endWith(error, EXIT_UNCAUGHT_EXCEPTION));
process.on('unhandledRejection', (reason) => endWith(unhandledRejection(reason), EXIT_UNHANDLED_REJECTION));

try {
  const handler = await loadHandler(setup.bundleFolder, setup.handler);
  parentPort?.on('message', async (invocation: Invocation) => {
    try {
      post({
        kind: 'result',
        resultJson: toJson(await handler(JSON.parse(invocation.eventJson), contextOf(invocation))),
      });
    } catch (thrown) {
      postError(thrown, false);
    }
  });
  post({ kind: 'ready' });
} catch (thrown) {
  endWith(thrown, 1);
}
