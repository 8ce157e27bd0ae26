export interface Comparison {
  readonly title: string;
  /** What is counted per second. */
  readonly unit: string;
  readonly unitsPerRound: number;
  readonly ours: () => void;
  /** The least that any program must do for the same result, in the same process. */
  readonly floor: () => void;
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

/** Times both in turn, so that a drifting machine hits both alike; the ratio is the median of the pairs' ratios. */
export function compare({ title, unit, unitsPerRound, ours, floor }: Comparison): Figures {
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) {
    ours();
    floor();
  }
  const pairs = Array.from({ length: ROUNDS }, () => ({ oursMs: time(ours), floorMs: time(floor) }));
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
