export interface Comparison<Input, Output> {
  /** What is measured, and what is counted per second. */
  readonly title: string;
  readonly unit: string;
  /** `ALL_ROUNDS` of them, each made when it is asked for: what lies in memory beside it slows a round down. */
  readonly inputs: Iterable<readonly Input[]>;
  readonly ours: (input: readonly Input[]) => Output;
  /** By what they do: the least that any program must do for the same result. What they need is made before the clock runs. */
  readonly floors: Readonly<Record<string, (input: readonly Input[], output: Output) => () => unknown>>;
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

interface Round {
  readonly units: number;
  readonly oursMs: number;
  readonly floorsMs: Readonly<Record<string, number>>;
}

/** Times ours and its floors in turn, so that a drifting machine hits all alike; a ratio is the median of the rounds'. */
export function compare<Input, Output>(comparison: Comparison<Input, Output>): readonly Figures[] {
  const { title, unit, inputs, floors } = comparison;
  const rounds = Array.from(inputs, (input) => measure(comparison, input)).slice(WARM_UP_ROUNDS);
  const perSecond = (msOf: (round: Round) => number) =>
    median(rounds.map((round) => (round.units * 1000) / msOf(round)));
  return Object.keys(floors).map((floor) => {
    const floorMs = ({ floorsMs }: Round) => floorsMs[floor] ?? Number.NaN;
    return {
      title: `${title} / (${floor})`,
      unit,
      oursPerSecond: perSecond(({ oursMs }) => oursMs),
      floorPerSecond: perSecond(floorMs),
      ratio: median(rounds.map((round) => floorMs(round) / round.oursMs)),
    };
  });
}

function measure<Input, Output>({ ours, floors }: Comparison<Input, Output>, input: readonly Input[]): Round {
  const { ms: oursMs, result } = timed(() => ours(input));
  const floorsMs = Object.entries(floors).map(([floor, prepare]) => [floor, timed(prepare(input, result)).ms]);
  return { units: input.length, oursMs, floorsMs: Object.fromEntries(floorsMs) };
}

function timed<T>(work: () => T): { readonly ms: number; readonly result: T } {
  const start = performance.now();
  const result = work();
  return { ms: performance.now() - start, result };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
