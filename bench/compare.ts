export interface Comparison {
  readonly title: string;
  /** What is counted per second. */
  readonly unit: string;
  /** On average. */
  readonly unitsPerRound: number;
  /** `round` counts from 0 to ALL_ROUNDS - 1, so that each may have an input of its own. */
  readonly ours: (round: number) => void;
  /** The least that any program must do for the same result, in the same process. */
  readonly floor: (round: number) => void;
}

export interface Figures {
  readonly title: string;
  readonly unit: string;
  readonly oursPerSecond: number;
  readonly floorPerSecond: number;
  /** Ours over the floor: 1 would be the floor itself. */
  readonly ratio: number;
}

const WARM_UP_ROUNDS = 5;
const ROUNDS = 25;
export const ALL_ROUNDS = WARM_UP_ROUNDS + ROUNDS;

/** Times both in turn, so that a drifting machine hits both alike; the ratio is the median of the pairs' ratios. */
export function compare({ title, unit, unitsPerRound, ours, floor }: Comparison): Figures {
  const pairs = Array.from({ length: ALL_ROUNDS }, (_, round) => ({
    oursMs: time(() => ours(round)),
    floorMs: time(() => floor(round)),
  })).slice(WARM_UP_ROUNDS);
  return {
    title,
    unit,
    oursPerSecond: (unitsPerRound * 1000) / median(pairs.map(({ oursMs }) => oursMs)),
    floorPerSecond: (unitsPerRound * 1000) / median(pairs.map(({ floorMs }) => floorMs)),
    ratio: median(pairs.map(({ oursMs, floorMs }) => floorMs / oursMs)),
  };
}

function time(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
