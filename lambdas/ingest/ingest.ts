import type { Envelope } from '../../domain/event/envelope.ts';
import { duplicatesEnvelopes } from '../../domain/sources/lake/duplicates.ts';
import { type IngestPorts, publishAlone, takeSlice } from './slice.ts';
import { type Slice, slicesOf } from './slices.ts';

export interface IngestOutcome {
  /** Items that are on the stream because of this delivery. */
  readonly accepted: number;
  /** Items that were on it already, or stood twice in this delivery. */
  readonly duplicates: number;
  /** For each item that is not known to be on the stream, why: a service's error code, `DuplicateInProgress` or `OutOfTime`. */
  readonly unfinished: readonly string[];
}

/** What became of the slices so far. Lists of lists: copied for each slice, they would cost the square of the items. */
interface Progress {
  items: number;
  accepted: number;
  readonly repeated: (readonly Envelope[])[];
  readonly unfinished: (readonly string[])[];
  slowestMs: number;
  /** The duplicates are on the stream, as one count for the delivery. */
  isAudited: boolean;
  /** Why no further slice is begun. */
  stopCode: string | null;
}

/**
 * Slice by slice: claim, publish, confirm. Nothing is confirmed that is not on the stream, so a crash anywhere leaves
 * pending claims whose lease ends, and the vendor's retry completes the delivery. An item that fails does not hold up
 * its neighbours. When the time is short, or a service throttles or fails, what is left is unfinished without a call:
 * the vendor's retry goes on from there.
 */
export async function ingest(envelopes: readonly Envelope[], ports: IngestPorts): Promise<IngestOutcome> {
  const firsts = firstOfEach(envelopes);
  const progress = newProgress(envelopes.filter((envelope) => !firsts.has(envelope)));
  for (const slice of slicesOf([...firsts], ports.sliceLimits)) {
    if (isTooLate(progress, ports)) progress.stopCode = 'OutOfTime';
    else await take(slice, progress, ports);
    if (progress.stopCode !== null) break;
  }
  if (!progress.isAudited) await publishAlone(duplicatesEnvelopes(progress.repeated.flat()), ports);
  const left = new Array<string>(firsts.size - progress.items).fill(progress.stopCode ?? 'OutOfTime');
  const unfinished = [...progress.unfinished.flat(), ...left];
  const { accepted } = progress;
  return { accepted, unfinished, duplicates: envelopes.length - accepted - unfinished.length };
}

function firstOfEach(envelopes: readonly Envelope[]): ReadonlySet<Envelope> {
  const firsts = new Map<string, Envelope>();
  for (const envelope of envelopes) if (!firsts.has(envelope.eventKey)) firsts.set(envelope.eventKey, envelope);
  return new Set(firsts.values());
}

function newProgress(repeated: readonly Envelope[]): Progress {
  return {
    items: 0,
    accepted: 0,
    repeated: [repeated],
    unfinished: [],
    slowestMs: 0,
    isAudited: false,
    stopCode: null,
  };
}

/** The first slice is taken in any case, a later one when there is time for one as slow as the slowest so far. */
function isTooLate({ items, slowestMs }: Progress, ports: IngestPorts): boolean {
  return items > 0 && ports.timeLeftMs() < slowestMs;
}

async function take(slice: Slice, progress: Progress, ports: IngestPorts): Promise<void> {
  const leftMs = ports.timeLeftMs();
  const auditOf = (repeated: readonly Envelope[]) =>
    slice.isLast ? duplicatesEnvelopes([...progress.repeated.flat(), ...repeated]) : [];
  const { accepted, repeated, unfinished, stopCode } = await takeSlice(slice, auditOf, ports);
  progress.items += slice.items.length;
  progress.accepted += accepted;
  progress.repeated.push(repeated);
  progress.unfinished.push(unfinished);
  progress.slowestMs = Math.max(progress.slowestMs, leftMs - ports.timeLeftMs());
  progress.isAudited = slice.isLast;
  progress.stopCode = stopCode;
}
