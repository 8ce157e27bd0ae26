import * as z from 'zod/mini';
import { jsonText } from '../../shared/json-text.ts';

const line = z.int().check(z.nonnegative());

const markerSchema = z.object({
  /** How many lines the object has; null while it has not been read to its end. */
  lines: z.nullable(line),
  /** Ranges of lines that were put on a stream again, both ends counted in; lines count from 0. */
  put: z.array(z.tuple([line, line])),
  /** Of the latest replay, ISO 8601. */
  replayed_at: z.string(),
});

/** What is kept of an object under `failed/` that was replayed, in whole or in part: nothing of its content. */
export type Marker = z.infer<typeof markerSchema>;

const markerText = jsonText(markerSchema);

/** Null for a text that is no marker: what it was to say is then replayed again, which the views count once. */
export function readMarker(text: string): Marker | null {
  return z.safeParse(markerText, text).data ?? null;
}

export function covers(marker: Marker | null, number: number): boolean {
  return marker?.put.some(([first, last]) => number >= first && number <= last) ?? false;
}

/** How many lines were put. */
export function putLines({ put }: Marker): number {
  return put.reduce((total, [first, last]) => total + last - first + 1, 0);
}

/** The marker with more lines put, in ascending order; `lines` when the end of the object has been seen. */
export function extended(marker: Marker | null, put: readonly number[], lines: number | null, nowMs: number): Marker {
  const added = put.map((number): [number, number] => [number, number]);
  const sorted = [...(marker?.put ?? []), ...added].sort(([a], [b]) => a - b);
  const merged: [number, number][] = [];
  for (const [first, last] of sorted) {
    const previous = merged.at(-1);
    if (previous !== undefined && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else merged.push([first, last]);
  }
  return { lines: lines ?? marker?.lines ?? null, put: merged, replayed_at: new Date(nowMs).toISOString() };
}
