/** Runs work on a path after all earlier work on it has ended, so that two steps of one writer are one for the others. */
export type OneAtATime = <T>(path: string, work: () => Promise<T>) => Promise<T>;

/** Enough where one process holds the data folder (laptop-file.ts). */
export function oneAtATime(): OneAtATime {
  const last = new Map<string, Promise<unknown>>();
  return async (path, work) => {
    const before = last.get(path) ?? Promise.resolve();
    const done = before.then(work, work);
    last.set(path, done);
    try {
      return await done;
    } finally {
      if (last.get(path) === done) last.delete(path);
    }
  };
}
