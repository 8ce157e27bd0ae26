import { addDays, type Days } from '../../domain/pages/filter.ts';
import type { Html } from '../html.ts';
import { type Format, figure, GRID, Plot, SIZE } from './plot.ts';

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
  readonly series: readonly Series[];
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
  const said = ({ day: at, value, isOpen }: Point) =>
    `${day(at)}: ${value === null ? 'no data' : format(value)}${isOpen ? ' (incomplete)' : ''}`;
  const lines = series.map(({ name, points }) => drawn(points, days, (point) => `${name}, ${said(point)}`));
  const { domain, ticks } = axisOf(lines.flat(), kind);
  const isFilled = kind === 'count' && lines.length === 1;
  const marks = [
    Plot.gridY(ticks, GRID),
    Plot.axisY(ticks, { tickSize: 0, label: null, tickFormat: (value) => format(String(value)), fill: 'var(--muted)' }),
    // The first line is on top.
    ...lines
      .map((line, index) => lineMarks(line, COLOURS[index], isFilled))
      .toReversed()
      .flat(),
    ...dayLabels(days, day),
  ];
  const words = series.map(({ name, points }) => `${name}: ${rangeOf(points, said)}`).join(' ');
  return figure(
    `${what}, ${day(days.from)} to ${day(days.through)}. ${words}`,
    {
      ...SIZE,
      ...margins(ticks.map((tick) => format(String(tick)))),
      x: { type: 'utc', domain: [dateOf(days.from), dateOf(days.through)], axis: null, interpolate: toTenths },
      y: { domain, axis: null, interpolate: toTenths },
      marks,
    },
    { legend: series.map(({ name }) => name) },
  );
}

/** Room for the labels of the scale, and of the days. */
function margins(labels: readonly string[]) {
  const marginLeft = 8 + LETTER * Math.max(...labels.map((label) => label.length));
  return { marginLeft, marginRight: 8, marginTop: 8, marginBottom: 20 };
}

/** Of a digit, at the charts’ size of letters. */
const LETTER = 5.8;

/** A round scale with its ends and its middle. */
function axisOf(all: readonly Drawn[], kind: Trend['kind']) {
  const scale = Plot.scale({ y: { domain: domainOf(all, kind), nice: 2 } });
  const [low = 0, high = 1]: readonly number[] = [...(scale?.domain ?? [])];
  const middle = (low + high) / 2;
  const isShown = kind === 'rate' || Number.isInteger(middle);
  return { domain: [low, high], ticks: isShown ? [low, middle, high] : [low, high] };
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
function domainOf(all: readonly Drawn[], kind: Trend['kind']): readonly [number, number] {
  const values = all.map(({ value }) => value).filter((value) => !Number.isNaN(value));
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (values.length === 0) return [0, 1];
  if (kind === 'count') return [0, Math.max(most, 1)];
  const low = Math.max(0, Math.min(least, most - 0.1));
  return [low, Math.min(1, Math.max(most, low + 0.1))];
}

function lineMarks(line: readonly Drawn[], stroke: string | undefined, isFilled: boolean): readonly Plot.Markish[] {
  const value = (isShown: (index: number) => boolean) =>
    line.map((day, index) => (isShown(index) ? day.value : Number.NaN));
  const isOpen = (index: number) => line[index]?.isOpen ?? false;
  const isAlone = (index: number) =>
    [index - 1, index + 1].every((next) => Number.isNaN(line[next]?.value ?? Number.NaN));
  const x = line.map(({ date }) => date);
  const options = { x, stroke, strokeWidth: 1.75, strokeLinejoin: 'round' } as const;
  return [
    ...(isFilled ? [Plot.areaY(line, { x, y1: 0, y2: value(() => true), fill: stroke, fillOpacity: 0.1 })] : []),
    Plot.lineY(line, { ...options, y: value((index) => !isOpen(index)) }),
    // From the last whole day on, so that the line is one.
    Plot.lineY(line, { ...options, y: value((index) => isOpen(index) || isOpen(index + 1)), strokeDasharray: '3 3' }),
    Plot.dot(line, { x, y: value(isAlone), fill: stroke, r: 2.5 }),
    Plot.ruleX(line, { x, stroke: 'transparent', strokeWidth: Math.round(SIZE.width / line.length), title: 'title' }),
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
