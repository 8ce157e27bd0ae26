import { performance } from 'node:perf_hooks';
import * as z from 'zod';
import type { Asked } from './ask.ts';
import { runChild } from './child.ts';

const reading = z.object({ seconds: z.number(), bytesRead: z.number(), rows: z.number() });

export type Reading = z.infer<typeof reading> & {
  /** With the process's start, the views and its end. */
  readonly wholeSeconds: number;
};

/** One question in so many fresh processes: the median of their times. */
export async function ask(asked: Asked, times: number): Promise<Reading> {
  const readings: Reading[] = [];
  for (let time = 0; time < times; time += 1) {
    const begunMs = performance.now();
    const answer = reading.parse(await runChild('ask.ts', [], asked));
    readings.push({ ...answer, wholeSeconds: (performance.now() - begunMs) / 1_000 });
  }
  const [median] = readings.toSorted((one, other) => one.seconds - other.seconds).slice(Math.floor(times / 2));
  if (median === undefined) throw new Error(`A question must be asked once at least, not ${times} times.`);
  return median;
}

const statement = z.object({
  table: z.string(),
  /** Null where one statement wrote all parts. */
  part: z.number().nullable(),
  seconds: z.number(),
  /** The most that the process held in memory meanwhile. */
  memoryBytes: z.number(),
  bytesRead: z.number(),
  bytesWritten: z.number(),
  files: z.number(),
  rows: z.number(),
});

/** One UNLOAD of a refresh. */
export type StatementFigures = z.infer<typeof statement>;

/** Makes one generation in a fresh process. */
export async function refresh(
  input: Omit<Asked, 'question' | 'generation' | 'format'> & { readonly generation: string; readonly parts: number },
): Promise<readonly StatementFigures[]> {
  return z.array(statement).parse(await runChild('refresh.ts', [], input));
}
