/** The errors Lambda itself reports for an environment, worded as it words them. */

import type { ReportedError } from './messages.ts';

/** A thrown value as Lambda's Node.js runtime reports it. */
export function reportThrown(thrown: unknown): ReportedError {
  if (thrown instanceof Error) {
    return { errorType: thrown.name, errorMessage: thrown.message, trace: (thrown.stack ?? '').split('\n') };
  }
  return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
}

export function timedOut(requestId: string, timeoutSeconds: number): ReportedError {
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
  };
}

/** How an environment ended of itself: by `process.exit`, or because its memory was full. */
export type Ending = { readonly exitStatus: number } | 'out of memory';

export function environmentEnded(requestId: string, ending: Ending): ReportedError {
  if (ending === 'out of memory') {
    return {
      errorType: 'Runtime.OutOfMemory',
      errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`,
    };
  }
  const reason =
    ending.exitStatus === 0 ? 'without providing a reason' : `with error: exit status ${ending.exitStatus}`;
  return { errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: Runtime exited ${reason}` };
}

export function responseTooLarge(limitBytes: number): ReportedError {
  return {
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${limitBytes} bytes).`,
  };
}

/** The environment's code could not be loaded; the environment is gone and the invocation fails with `report`. */
export class InitError extends Error {
  readonly report: ReportedError;

  constructor(report: ReportedError) {
    super(`${report.errorType}: ${report.errorMessage}`);
    this.name = 'InitError';
    this.report = report;
  }
}
