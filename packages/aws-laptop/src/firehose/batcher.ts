import type { Limit } from './limit.ts';
import { type Stage, settleAll } from './stage.ts';

/** A buffer of a delivery stream: it collects items and hands them on when it is full or its oldest has waited. */
export interface Batcher<T> extends Stage<T> {
  /** Nothing waits and nothing is on its way. */
  isEmpty(): boolean;
}

export interface BatcherOptions<T> {
  readonly sizeBytes: number;
  readonly intervalSeconds: number;
  readonly sizeOf: (item: T) => number;
  /** Delivers a batch or rejects; after a rejection the same items come again. */
  readonly deliver: (items: readonly T[]) => Promise<void>;
  /** Shared by the batchers that must not work all at once. */
  readonly limit: Limit;
  /** Called after a failed attempt; the items are kept. */
  readonly onFailure: (error: unknown) => void;
  /** Called after a batch was delivered. */
  readonly onDelivered?: () => void;
}

interface State<T> {
  readonly options: BatcherOptions<T>;
  readonly inFlight: Set<Promise<void>>;
  waiting: T[];
  waitingBytes: number;
  timer: NodeJS.Timeout | undefined;
  /** Failed attempts since the last success. */
  failures: number;
}

const FIRST_BACK_OFF_MS = 500;
const MAX_BACK_OFF_MS = 30_000;

export function createBatcher<T>(options: BatcherOptions<T>): Batcher<T> {
  const state: State<T> = {
    options,
    inFlight: new Set(),
    waiting: [],
    waitingBytes: 0,
    timer: undefined,
    failures: 0,
  };
  return {
    add: (item) => add(state, item),
    flush: () => flush(state),
    isEmpty: () => state.waiting.length === 0 && state.inFlight.size === 0,
    stop: () => stopTimer(state),
  };
}

function add<T>(state: State<T>, item: T): void {
  const itemBytes = state.options.sizeOf(item);
  // Handing on before the item that would not fit keeps it from becoming a batch of its own.
  if (state.waiting.length > 0 && mayHandOn(state, itemBytes - 1)) handOn(state);
  state.waiting.push(item);
  state.waitingBytes += itemBytes;
  if (mayHandOn(state, 0)) handOn(state);
  else armTimer(state);
}

/** While deliveries fail, only the back-off's timer and a flush try again: traffic must not hammer the store. */
function mayHandOn<T>({ failures, waitingBytes, options }: State<T>, moreBytes: number): boolean {
  return failures === 0 && waitingBytes + moreBytes >= options.sizeBytes;
}

function flush<T>(state: State<T>): Promise<void> {
  return settleAll([...state.inFlight, ...handOn(state)]);
}

/** Sends everything that waits on its way, in batches of at most the buffer's size. */
function handOn<T>(state: State<T>): readonly Promise<void>[] {
  stopTimer(state);
  const batches = cut(state.waiting, state.options);
  state.waiting = [];
  state.waitingBytes = 0;
  return batches.map((batch) => start(state, batch));
}

function cut<T>(items: readonly T[], { sizeOf, sizeBytes }: BatcherOptions<T>): readonly T[][] {
  const batches: T[][] = [];
  let batch: T[] = [];
  let batchBytes = 0;
  for (const item of items) {
    const itemBytes = sizeOf(item);
    if (batch.length === 0 || batchBytes + itemBytes > sizeBytes) {
      batch = [];
      batchBytes = 0;
      batches.push(batch);
    }
    batch.push(item);
    batchBytes += itemBytes;
  }
  return batches;
}

function start<T>(state: State<T>, batch: readonly T[]): Promise<void> {
  const running = attempt(state, batch).finally(() => {
    state.inFlight.delete(running);
    if (state.failures === 0) state.options.onDelivered?.();
  });
  state.inFlight.add(running);
  // A batch started by the timer has no caller that awaits it; onFailure reports its failure.
  running.catch(() => undefined);
  return running;
}

async function attempt<T>(state: State<T>, batch: readonly T[]): Promise<void> {
  try {
    await state.options.limit(() => state.options.deliver(batch));
    state.failures = 0;
  } catch (error) {
    state.failures += 1;
    state.waiting = [...batch, ...state.waiting];
    state.waitingBytes += batch.reduce((sum, item) => sum + state.options.sizeOf(item), 0);
    armTimer(state);
    state.options.onFailure(error);
    throw error;
  }
}

function armTimer<T>(state: State<T>): void {
  if (state.timer !== undefined) return;
  const backOffMs = Math.min(FIRST_BACK_OFF_MS * 2 ** (state.failures - 1), MAX_BACK_OFF_MS);
  const delayMs = state.failures === 0 ? state.options.intervalSeconds * 1000 : backOffMs;
  state.timer = setTimeout(() => {
    state.timer = undefined;
    handOn(state);
  }, delayMs).unref();
}

function stopTimer<T>(state: State<T>): void {
  clearTimeout(state.timer);
  state.timer = undefined;
}
