/** What passes between the laptop's Lambda and an execution environment's thread. Events and results go as JSON text. */

/** An error as Lambda's Invoke API returns it. */
export interface ReportedError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** What a thread is started with. */
export interface WorkerSetup {
  readonly bundleFolder: string;
  readonly handler: string;
  /** The part of the handler's context that stays the same over an environment's life. */
  readonly context: {
    readonly functionName: string;
    readonly functionVersion: string;
    readonly invokedFunctionArn: string;
    readonly memoryLimitInMB: string;
    readonly logGroupName: string;
    readonly logStreamName: string;
  };
}

export interface Invocation {
  readonly requestId: string;
  readonly eventJson: string;
  /** When the time-out ends the invocation, in milliseconds since the epoch. */
  readonly deadlineAt: number;
}

export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'result'; readonly resultJson: string }
  /** `fatal`: the error ends the environment, as one that no handler caught does. */
  | { readonly kind: 'error'; readonly error: ReportedError; readonly fatal: boolean };
