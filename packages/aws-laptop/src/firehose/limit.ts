/** Runs tasks, at most a given number at the same time; the others wait in order. */
export type Limit = <T>(task: () => Promise<T>) => Promise<T>;

export function createLimit(atOnce: number): Limit {
  const queue: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running >= atOnce) await new Promise<void>((resolve) => queue.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      // The place passes straight to the next in the queue, so that nobody can slip in between.
      const next = queue.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
