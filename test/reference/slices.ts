import type { Cell, ReportSettings, Row } from './story.ts';
import { localDay, mondayOf } from './zones.ts';

/** What a number is cut by; null is not known. */
export interface Dimensions {
  readonly campaign: string | null;
  readonly template: string | null;
  readonly category: string | null;
  readonly country: string | null;
  readonly number: string | null;
  readonly channel: string | null;
}

export type Dimension = 'all' | keyof Dimensions;

export const EVERY_DIMENSION: readonly Dimension[] = [
  'all',
  'campaign',
  'template',
  'category',
  'country',
  'number',
  'channel',
];

/** Something that is counted on a day. */
export interface Counted {
  readonly atMs: number;
  readonly dimensions: Dimensions;
}

export interface Slice {
  readonly period: 'day' | 'week';
  readonly period_start: string;
  readonly dimension: Dimension;
  readonly member: string;
}

export function slicesOf(settings: ReportSettings, { atMs, dimensions }: Counted, by: readonly Dimension[]): Slice[] {
  const day = localDay(settings.reportingZone, atMs);
  if (day < settings.firstDay) return [];
  return by.flatMap((dimension) => {
    const member = dimension === 'all' ? 'all' : (dimensions[dimension] ?? 'unknown');
    return [
      { period: 'day', period_start: day, dimension, member },
      { period: 'week', period_start: mondayOf(day), dimension, member },
    ];
  });
}

/** Each slice with what fell into it, and the columns that are made of that. */
export function bySlice<T extends Counted>(
  settings: ReportSettings,
  counted: readonly T[],
  columnsOf: (ofSlice: readonly T[], slice: Slice) => Readonly<Record<string, Cell>>,
  by: readonly Dimension[] = EVERY_DIMENSION,
): Row[] {
  const slices = new Map<string, { slice: Slice; inside: T[] }>();
  for (const one of counted) {
    for (const slice of slicesOf(settings, one, by)) {
      const key = JSON.stringify(Object.values(slice));
      const found = slices.get(key) ?? { slice, inside: [] };
      slices.set(key, found);
      found.inside.push(one);
    }
  }
  return [...slices.values()].map(({ slice, inside }) => ({ ...slice, ...columnsOf(inside, slice) }));
}

export function count<T>(all: readonly T[], holds: (one: T) => boolean): number {
  return all.filter(holds).length;
}

export function rate(part: number, of: number): number | null {
  return of === 0 ? null : part / of;
}
