import type { Html } from '../html.ts';
import { type Format, figure, GRID, numberOf, Plot, SIZE, shortened, shownValue } from './plot.ts';

export interface Interval {
  readonly name: string;
  readonly low: string | null;
  readonly value: string | null;
  readonly high: string | null;
}

export interface Intervals {
  readonly what: string;
  readonly intervals: readonly Interval[];
  readonly format: Format;
  /** Where the scale ends, so that several figures have the same one; by default where the intervals end. */
  readonly most?: number;
}

/** A dot a name with the line of its interval: two whose lines overlap may be equal. */
export function intervals({ what, intervals, format, most = mostOf(intervals) }: Intervals): Html {
  const said = ({ name, low, value, high }: Interval) =>
    `${name}: ${shownValue(value, format)}${low !== null && high !== null ? ` (${format(low)} to ${format(high)})` : ''}`;
  const tickFormat = (value: number) => format(String(value));
  return figure(`${what}. ${intervals.length === 0 ? 'No data' : intervals.map(said).join('; ')}.`, {
    width: SIZE.width,
    height: 24 + intervals.length * 32,
    marginLeft: 16,
    marginRight: 12,
    marginTop: 4,
    marginBottom: 20,
    x: { domain: [0, most], nice: 3, ticks: 3, tickFormat, tickSize: 0, label: null },
    y: { type: 'band', axis: null, domain: intervals.map((_, index) => index) },
    marks: [Plot.gridX({ ticks: 3, ...GRID }), ...lines(intervals, said)],
  });
}

/** Where the last of them ends. */
export function mostOf(intervals: readonly Interval[]): number {
  return Math.max(...intervals.map(({ value, high }) => Number(high ?? value ?? 0)), Number.MIN_VALUE);
}

/** Each name above its dot and line. */
function lines(intervals: readonly Interval[], title: (interval: Interval) => string): readonly Plot.Markish[] {
  const y = intervals.map((_, index) => index);
  const end = (value: string | null) => Number(value ?? Number.NaN);
  const [x1, x2] = [intervals.map(({ low }) => end(low)), intervals.map(({ high }) => end(high))];
  const stroke = { stroke: 'var(--series)', strokeOpacity: 0.5, strokeWidth: 4 };
  const names = intervals.map(({ name }) => shortened(name));
  return [
    Plot.ruleY(intervals, { y, x1, x2, ...stroke, dy: 6 }),
    Plot.dot(intervals, { y, x: intervals.map(numberOf), fill: 'var(--series)', r: 4, dy: 6, title }),
    Plot.text(names, { x: () => 0, y, text: names, textAnchor: 'start', dy: -8, fill: 'currentColor' }),
  ];
}
