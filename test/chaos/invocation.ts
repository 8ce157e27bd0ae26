import type { Context } from 'aws-lambda';
import type { Timing } from '../../lambdas/ingest/timing.ts';
import type { CallOutcome } from './call-outcomes.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface InvocationProps {
  readonly time: VirtualTime;
  /** As the trace calls it. */
  readonly name: string;
  /** Lambda's. Retries of an asynchronous invocation have the same. */
  readonly requestId: string;
  readonly timeLimitMs: number;
  /** By how much its clock is off. */
  readonly skewMs: number;
  /** Called once, when the process ends before its work is finished. */
  readonly onDeath: (invocation: Invocation) => void;
}

/** One run of the function, in a process that can stand still, or end at any moment. */
export class Invocation {
  readonly name: string;
  readonly requestId: string;
  readonly startMs: number;
  /** Keys that were put on the stream and are not confirmed yet. */
  readonly unconfirmed = new Set<string>();
  /** Whether it returned, or its process ended. */
  isOver = false;
  /** Whether anything but the stream gave it trouble. */
  hadOtherTrouble = false;
  private frozenUntilMs = 0;
  private readonly props: InvocationProps;

  constructor(props: InvocationProps) {
    this.props = props;
    this.name = props.name;
    this.requestId = props.requestId;
    this.startMs = props.time.nowMs;
  }

  get timing(): Timing {
    return {
      nowMs: () => this.props.time.nowMs + this.props.skewMs,
      sleep: (durationMs) => new Promise<void>((resolve) => this.later(durationMs, resolve)),
      abortAfter: (durationMs) => {
        const controller = new AbortController();
        this.later(durationMs, () => controller.abort());
        return controller.signal;
      },
      // Latencies are left to chance already: jitter would add nothing.
      jittered: (durationMs) => durationMs,
    };
  }

  get context(): Context {
    const remainingMs = () => this.startMs + this.props.timeLimitMs - this.props.time.nowMs;
    return { ...CONTEXT, awsRequestId: this.requestId, getRemainingTimeInMillis: remainingMs };
  }

  /** Does something in this process after a while: when it moves again if it stands still, never if it has ended. */
  later(delayMs: number, act: () => void): void {
    this.props.time.after(delayMs, () => this.whenAwake(act));
  }

  /** One call over the wire. What is under way is carried out even when the process has ended meanwhile. */
  call<T>(callOutcome: CallOutcome, effect: () => T): Promise<T> {
    const { time } = this.props;
    if (callOutcome.crashMs !== null) time.after(callOutcome.crashMs, () => this.die());
    if (callOutcome.freezeMs > 0) this.frozenUntilMs = Math.max(this.frozenUntilMs, time.nowMs + callOutcome.freezeMs);
    return new Promise((resolve, reject) => {
      let answer = () => {};
      const carryOut = () => {
        answer = answerOf(effect, resolve, reject);
      };
      if (callOutcome.effectMs !== null) time.after(callOutcome.effectMs, carryOut);
      if (callOutcome.replyMs === null) return;
      this.later(callOutcome.replyMs, () => (callOutcome.error === null ? answer() : reject(named(callOutcome.error))));
    });
  }

  die(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.props.onDeath(this);
  }

  private whenAwake(act: () => void): void {
    if (this.isOver) return;
    if (this.frozenUntilMs > this.props.time.nowMs) this.props.time.at(this.frozenUntilMs, () => this.whenAwake(act));
    else act();
  }
}

/** An error as the SDK gives it: known by its name. */
export function named(code: string): Error {
  return Object.assign(new Error(`${code} of the model`), { name: code });
}

function answerOf<T>(effect: () => T, resolve: (value: T) => void, reject: (error: unknown) => void): () => void {
  try {
    const value = effect();
    return () => resolve(value);
  } catch (error) {
    return () => reject(error);
  }
}

const CONTEXT: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'receiver',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:receiver',
  memoryLimitInMB: '512',
  awsRequestId: '',
  logGroupName: '/aws/lambda/receiver',
  logStreamName: 'model',
  getRemainingTimeInMillis: () => 0,
  done: () => {},
  fail: () => {},
  succeed: () => {},
};
