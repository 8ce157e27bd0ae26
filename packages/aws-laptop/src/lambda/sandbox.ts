/** One execution environment: a thread that runs the very bundle with its own `process.env`. */

import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { InvokeResult } from '../aws.ts';
import type { FunctionDefinition } from './definition.ts';
import type { Invocation, ReportedError, WorkerMessage, WorkerSetup } from './messages.ts';
import { MAX_RESPONSE_BYTES } from './payload.ts';
import { type Ending, environmentEnded, InitError, responseTooLarge, timedOut } from './reported-errors.ts';

export interface Sandbox {
  /** Runs one event; never throws. The next one may start when this one has ended. */
  run(eventJson: string): Promise<InvokeResult>;
  /** False once a time-out, a crash or `stop` has ended the thread. */
  isAlive(): boolean;
  stop(): Promise<void>;
}

export interface SandboxOptions {
  readonly definition: FunctionDefinition;
  readonly variables: Record<string, string>;
  readonly onLine: (line: string) => void;
}

/** Lambda allows 10 seconds for loading the code ("Lambda execution environment lifecycle", init phase). */
const INIT_SECONDS = 10;

type Outcome = WorkerMessage | { readonly kind: 'ended'; readonly ending: Ending } | { readonly kind: 'late' };

/**
 * Starts an environment and loads the code: within Lambda's time for it, else once more within the function's own
 * time-out ("Lambda execution environment lifecycle", init phase). @throws InitError when it does not load.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const first = await loaded(options, INIT_SECONDS);
  if ('run' in first) return first;
  const { timeoutSeconds } = options.definition;
  const second = first.kind === 'late' ? await loaded(options, timeoutSeconds) : first;
  if ('run' in second) return second;
  throw new InitError(reportOf(second, randomUUID(), timeoutSeconds));
}

/** The environment, or why its code did not load; then it has been stopped. */
async function loaded(options: SandboxOptions, seconds: number): Promise<Sandbox | Outcome> {
  const { definition } = options;
  const worker = startWorker(options);
  let alive = true;
  const ended = endingOf(worker, options.onLine).then((ending): Outcome => {
    alive = false;
    return { kind: 'ended', ending };
  });
  const stop = async (): Promise<void> => {
    alive = false;
    await worker.terminate();
  };
  const run = async (eventJson: string): Promise<InvokeResult> => {
    const invocation = newInvocation(eventJson, definition.timeoutSeconds);
    const outcome = outcomeWithin(worker, ended, definition.timeoutSeconds);
    worker.postMessage(invocation);
    return resultOf(await stopWhenSpent(outcome, stop), invocation.requestId, definition.timeoutSeconds);
  };
  const outcome = await outcomeWithin(worker, ended, seconds);
  if (outcome.kind === 'ready') return { run, isAlive: () => alive, stop };
  await stop();
  return outcome;
}

function startWorker({ definition, variables, onLine }: SandboxOptions): Worker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    env: variables,
    argv: [],
    // The laptop's own Node flags (a test runner's loader, an inspector) are not the function's.
    execArgv: [],
    // Buffers lie outside the heap and are not counted; Lambda counts all of the process.
    resourceLimits: { maxOldGenerationSizeMb: definition.memoryMiB },
    stdout: true,
    stderr: true,
    workerData: setupOf(definition, variables),
  });
  for (const input of [worker.stdout, worker.stderr]) createInterface({ input }).on('line', onLine);
  return worker;
}

function setupOf(definition: FunctionDefinition, variables: Record<string, string>): WorkerSetup {
  return {
    bundleFolder: definition.bundleFolder,
    handler: definition.handler,
    context: {
      functionName: definition.name,
      functionVersion: '$LATEST',
      invokedFunctionArn: definition.arn,
      memoryLimitInMB: String(definition.memoryMiB),
      logGroupName: definition.logGroupName,
      logStreamName: variables.AWS_LAMBDA_LOG_STREAM_NAME ?? '',
    },
  };
}

function endingOf(worker: Worker, onLine: (line: string) => void): Promise<Ending> {
  return new Promise((resolve) => {
    worker.once('error', (error) => {
      onLine(`ERROR ${error}`);
      const full = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      resolve(full ? 'out of memory' : { exitStatus: 1 });
    });
    worker.once('exit', (exitStatus) => resolve({ exitStatus }));
  });
}

function newInvocation(eventJson: string, timeoutSeconds: number): Invocation {
  return { requestId: randomUUID(), eventJson, deadlineAt: Date.now() + timeoutSeconds * 1000 };
}

async function outcomeWithin(worker: Worker, ended: Promise<Outcome>, seconds: number): Promise<Outcome> {
  const timer = new AbortController();
  const message = new Promise<Outcome>((resolve) => {
    worker.once('message', (received: WorkerMessage) => resolve(received));
  });
  const late = sleep<Outcome>(seconds * 1000, { kind: 'late' }, { signal: timer.signal });
  late.catch(() => {});
  try {
    return await Promise.race([message, ended, late]);
  } finally {
    timer.abort();
  }
}

/** An outcome after which the environment is of no further use ends it. */
async function stopWhenSpent(outcome: Promise<Outcome>, stop: () => Promise<void>): Promise<Outcome> {
  const settled = await outcome;
  if (settled.kind === 'late' || (settled.kind === 'error' && settled.fatal)) await stop();
  return settled;
}

function resultOf(outcome: Outcome, requestId: string, timeoutSeconds: number): InvokeResult {
  if (outcome.kind !== 'result') return failure(reportOf(outcome, requestId, timeoutSeconds));
  if (Buffer.byteLength(outcome.resultJson) > MAX_RESPONSE_BYTES) return failure(responseTooLarge(MAX_RESPONSE_BYTES));
  return { payload: JSON.parse(outcome.resultJson) };
}

function reportOf(outcome: Outcome, requestId: string, timeoutSeconds: number): ReportedError {
  if (outcome.kind === 'error') return outcome.error;
  if (outcome.kind === 'late') return timedOut(requestId, timeoutSeconds);
  return environmentEnded(requestId, outcome.kind === 'ended' ? outcome.ending : { exitStatus: 1 });
}

/** A failed invocation as the Invoke API returns it: the error is the payload. */
export function failure(report: ReportedError): InvokeResult {
  return { payload: report, functionError: { errorType: report.errorType, errorMessage: report.errorMessage } };
}
