/** A place of a stream where records wait until they are delivered. */
export interface Stage<T> {
  add(item: T): void;
  /** Delivers what waits now; rejects with the first error, and keeps what could not be delivered. */
  flush(): Promise<void>;
  /** Stops the timers. */
  stop(): void;
}

/** Awaits all, then throws the first error: one buffer that fails must not keep the others from being delivered. */
export async function settleAll(running: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(running);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
