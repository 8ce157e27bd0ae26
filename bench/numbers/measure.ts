import { performance } from 'node:perf_hooks';
import * as z from 'zod';
import type { Asked } from './ask.ts';
import { runChild } from './child.ts';

const reading = z.object({
  seconds: z.number(),
  /** Of all threads together. */
  cpuSeconds: z.number(),
  bytesRead: z.number(),
  rows: z.number(),
});

export type Reading = z.infer<typeof reading> & {
  /** With the process's start, the views and its end. */
  readonly wholeSeconds: number;
};

/** Questions in turn, so many times each in a fresh process: the median of the times of each. */
export async function askInTurn(asked: readonly Asked[], times: number): Promise<readonly Reading[]> {
  const rounds: (readonly Reading[])[] = [];
  for (let time = 0; time < times; time += 1) {
    const round: Reading[] = [];
    for (const one of asked) round.push(await ask(one));
    rounds.push(round);
  }
  return asked.flatMap((_, place) => median(rounds.flatMap((round) => round[place] ?? [])));
}

async function ask(asked: Asked): Promise<Reading> {
  const begunMs = performance.now();
  const answer = reading.parse(await runChild('ask.ts', [], asked));
  return { ...answer, wholeSeconds: (performance.now() - begunMs) / 1_000 };
}

function median(readings: readonly Reading[]): readonly Reading[] {
  const middle = Math.floor(readings.length / 2);
  return readings.toSorted((one, other) => one.seconds - other.seconds).slice(middle, middle + 1);
}

const statement = z.object({
  table: z.string(),
  /** Null where one statement wrote all parts. */
  part: z.number().nullable(),
  seconds: z.number(),
  cpuSeconds: z.number(),
  /** The most that the process held in memory meanwhile. */
  memoryBytes: z.number(),
  bytesRead: z.number(),
  bytesWritten: z.number(),
  files: z.number(),
  rows: z.number(),
});

/** One UNLOAD of a refresh. */
export type StatementFigures = z.infer<typeof statement>;

const made = z.object({
  statements: z.array(statement),
  /** What each table holds, whatever the order of its rows: equal texts are equal rows. */
  contents: z.record(z.string(), z.string()),
});
export type Refreshed = z.infer<typeof made>;

/** Makes one generation in a fresh process. */
export async function refresh(
  input: Omit<Asked, 'question' | 'generation' | 'format'> & { readonly generation: string; readonly parts: number },
): Promise<Refreshed> {
  return made.parse(await runChild('refresh.ts', [], input));
}
