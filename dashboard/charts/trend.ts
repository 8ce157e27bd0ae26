import { addDays, type Days } from '../../domain/pages/filter.ts';
import type { Html } from '../html.ts';
import { type Format, figure, Plot, SIZE } from './plot.ts';

/** A day’s value; open days may still change, and are drawn dashed. */
export interface Point {
  readonly day: string;
  readonly value: string | null;
  readonly isOpen: boolean;
}

export interface Series {
  readonly name: string;
  readonly points: readonly Point[];
}

export interface Trend {
  /** What is drawn, as `Messages sent by day`. */
  readonly what: string;
  /** One line, or two that share a scale. */
  readonly series: readonly [Series] | readonly [Series, Series];
  readonly days: Days;
  /** Counts begin at 0, and are filled; rates do not. */
  readonly kind: 'count' | 'rate';
  readonly format: Format;
  readonly day: Format;
}

interface Drawn {
  readonly date: Date;
  readonly day: string;
  readonly value: number;
  readonly isOpen: boolean;
  readonly title: string;
}

const COLOURS = ['var(--series)', 'var(--series-2)'];

/** A line over days: gaps where a day has no value, dashed where it may still change. */
export function trend({ what, series, days, kind, format, day }: Trend): Html {
  const lines = series.map(({ name, points }) => drawn(points, days, (point) => `${name}, ${said(point)}`));
  function said({ day: at, value, isOpen }: Point): string {
    return `${day(at)}: ${value === null ? 'no data' : format(value)}${isOpen ? ' (incomplete)' : ''}`;
  }
  const known = lines.flat().filter(({ value }) => !Number.isNaN(value));
  const words = series.map(({ name, points }) => `${name}: ${rangeOf(points, said)}`).join(' ');
  return figure(
    `${what}, ${day(days.from)} to ${day(days.through)}. ${words}`,
    {
      ...SIZE,
      marginLeft: 4,
      marginRight: 8,
      marginTop: 14,
      marginBottom: 20,
      x: { type: 'utc', domain: [dateOf(days.from), dateOf(days.through)], axis: null, interpolate: toTenths },
      y: { domain: domainOf(known, kind), nice: 2, axis: null, interpolate: toTenths },
      marks: [
        Plot.gridY({ ticks: 2, stroke: 'var(--grid)', strokeOpacity: 1 }),
        ...lines.toReversed().flatMap((line, index) => lineMarks(line, COLOURS[lines.length - 1 - index], kind)),
        Plot.axisY({
          ticks: 2,
          tickSize: 0,
          tickPadding: -2,
          dy: -6,
          textAnchor: 'start',
          label: null,
          tickFormat: (value: number) => format(String(value)),
          stroke: 'var(--card)',
          strokeWidth: 3,
          fill: 'var(--muted)',
        }),
        ...dayLabels(days, day),
      ],
    },
    { legend: series.map(({ name }) => name) },
  );
}

function drawn(points: readonly Point[], { from, through }: Days, title: (point: Point) => string): readonly Drawn[] {
  const byDay = new Map(points.map((point) => [point.day, point]));
  const all: Drawn[] = [];
  for (let day = from; day <= through; day = addDays(day, 1)) {
    const point = byDay.get(day) ?? { day, value: null, isOpen: false };
    const { value, isOpen } = point;
    all.push({
      date: dateOf(day),
      day,
      value: value === null ? Number.NaN : Number(value),
      isOpen,
      title: title(point),
    });
  }
  return all;
}

/** Tenths of a pixel are enough, and weigh less. */
function toTenths<T>(from: T, to: T): (share: number) => T;
function toTenths(from: number, to: number): (share: number) => number {
  return (share) => Math.round((from + (to - from) * share) * 10) / 10;
}

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** A rate’s scale is at least ten points wide, so that noise looks like noise. */
function domainOf(known: readonly Drawn[], kind: Trend['kind']): readonly [number, number] {
  const values = known.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (values.length === 0) return [0, 1];
  if (kind === 'count') return [0, Math.max(most, 1)];
  const low = Math.max(0, Math.min(least, most - 0.1));
  return [low, Math.min(1, Math.max(most, low + 0.1))];
}

function lineMarks(line: readonly Drawn[], stroke: string | undefined, kind: Trend['kind']): readonly Plot.Markish[] {
  const value = (isShown: (index: number) => boolean) =>
    line.map((day, index) => (isShown(index) ? day.value : Number.NaN));
  const isOpen = (index: number) => line[index]?.isOpen ?? false;
  const isAlone = (index: number) =>
    [index - 1, index + 1].every((next) => Number.isNaN(line[next]?.value ?? Number.NaN));
  const x = line.map(({ date }) => date);
  const options = { x, stroke, strokeWidth: 1.75, strokeLinejoin: 'round' } as const;
  return [
    ...(kind === 'count'
      ? [Plot.areaY(line, { x, y1: 0, y2: value(() => true), fill: stroke, fillOpacity: 0.1 })]
      : []),
    Plot.lineY(line, { ...options, y: value((index) => !isOpen(index)) }),
    // From the last whole day on, so that the line is one.
    Plot.lineY(line, { ...options, y: value((index) => isOpen(index) || isOpen(index + 1)), strokeDasharray: '3 3' }),
    Plot.dot(line, { x, y: value(isAlone), fill: stroke, r: 2.5 }),
    Plot.ruleX(line, { x, stroke: 'transparent', strokeWidth: 312 / line.length, title: 'title' }),
  ];
}

/** Under the first, the middle and the last day. */
function dayLabels({ from, through }: Days, day: Format): readonly Plot.Markish[] {
  const length = Math.round((Date.parse(through) - Date.parse(from)) / 86_400_000);
  const places = [
    { at: 0, textAnchor: 'start', least: 0 },
    { at: Math.round(length / 2), textAnchor: 'middle', least: 4 },
    { at: length, textAnchor: 'end', least: 1 },
  ] as const;
  return places
    .filter(({ least }) => length >= least)
    .map(({ at, textAnchor }) =>
      Plot.text([day(addDays(from, at))], {
        x: [dateOf(addDays(from, at))],
        text: (label: string) => label,
        textAnchor,
        frameAnchor: 'bottom',
        dy: 14,
        fill: 'var(--muted)',
      }),
    );
}

/** The range of a series in words. */
function rangeOf(points: readonly Point[], said: (point: Point) => string): string {
  const known = points.filter(({ value }) => value !== null);
  const [first, ...rest] = known;
  if (first === undefined) return 'no data.';
  const extreme = (sign: number) =>
    rest.reduce((best, point) => (sign * (Number(point.value) - Number(best.value)) > 0 ? point : best), first);
  return `lowest ${said(extreme(-1))}; highest ${said(extreme(1))}; last ${said(known.at(-1) ?? first)}.`;
}
