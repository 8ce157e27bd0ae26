import type { Html } from '../html.ts';
import { type Format, figure, numberOf, Plot, SIZE, shortened, shownValue } from './plot.ts';

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
}

/** A dot a name with the line of its interval: two whose lines overlap may be equal. */
export function intervals({ what, intervals, format }: Intervals): Html {
  const y = intervals.map((_, index) => index);
  const ends = intervals.map(({ low, high }) => [Number(low ?? Number.NaN), Number(high ?? Number.NaN)] as const);
  const said = ({ name, low, value, high }: Interval) =>
    `${name}: ${shownValue(value, format)}${low !== null && high !== null ? ` (${format(low)} to ${format(high)})` : ''}`;
  const most = Math.max(...intervals.map(({ value, high }) => Number(high ?? value ?? 0)), Number.MIN_VALUE);
  return figure(`${what}. ${intervals.length === 0 ? 'No data' : intervals.map(said).join('; ')}.`, {
    width: SIZE.width,
    height: 24 + intervals.length * 32,
    marginLeft: 8,
    marginRight: 12,
    marginTop: 4,
    marginBottom: 20,
    x: {
      domain: [0, most],
      nice: 3,
      ticks: 3,
      tickFormat: (value: number) => format(String(value)),
      tickSize: 0,
      label: null,
    },
    y: { type: 'band', axis: null, domain: y },
    marks: [
      Plot.gridX({ ticks: 3, stroke: 'var(--grid)', strokeOpacity: 1 }),
      Plot.ruleY(intervals, {
        y,
        x1: ends.map(([low]) => low),
        x2: ends.map(([, high]) => high),
        stroke: 'var(--series)',
        strokeOpacity: 0.5,
        strokeWidth: 4,
        dy: 6,
      }),
      Plot.dot(intervals, { y, x: intervals.map(numberOf), fill: 'var(--series)', r: 4, dy: 6, title: said }),
      Plot.text(intervals, {
        x: () => 0,
        y,
        text: ({ name }) => shortened(name),
        textAnchor: 'start',
        dy: -8,
        fill: 'currentColor',
      }),
    ],
  });
}
