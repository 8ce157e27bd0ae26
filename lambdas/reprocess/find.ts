import { envelopeIn, type RefusedRow } from '../../domain/contracts/failed/subject.ts';
import type { Envelope } from '../../domain/event/envelope.ts';
import type { Window } from './hours.ts';
import { ObjectFault } from './object-fault.ts';

/** What a search in `raw/` needs from the world. */
export interface FindPorts {
  /** Keys of `raw/` whose hour is in the window, in their order; from the given one on, itself included. */
  readonly rawObjects: (window: Window, from?: string) => AsyncIterable<string>;
  /** The lines of an object, without their newlines; null for one too long to be a record. Throws ObjectFault. */
  readonly lines: (key: string) => AsyncIterable<Buffer | null>;
  /** Whether it is time to end, so that what was done can be answered. */
  readonly isLate: () => boolean;
}

export interface Found {
  readonly record: Buffer;
  readonly envelope: Envelope;
}

export interface Search {
  /** By event key. */
  readonly found: ReadonlyMap<string, Found>;
  /** False when the time was over before all of `raw/` that comes into question was read. */
  readonly isComplete: boolean;
}

const HOUR_MS = 3_600_000;

/** Finds in `raw/` what rows were made of, each near the hour in which it was received. */
export async function findInRaw(rows: readonly RefusedRow[], ports: FindPorts): Promise<Search> {
  const missing = new Set(rows.map(({ eventKey }) => eventKey));
  const found = new Map<string, Found>();
  for (const window of windowsOf(rows)) {
    for await (const object of ports.rawObjects(window)) {
      if (missing.size === 0) return { found, isComplete: true };
      if (ports.isLate()) return { found, isComplete: false };
      await findInObject(object, ports, missing, found);
    }
  }
  return { found, isComplete: true };
}

/** An object that cannot be read holds nothing that could be found. */
async function findInObject(object: string, ports: FindPorts, missing: Set<string>, found: Map<string, Found>) {
  try {
    await findInLines(ports.lines(object), missing, found);
  } catch (error) {
    if (!(error instanceof ObjectFault)) throw error;
  }
}

async function findInLines(lines: AsyncIterable<Buffer | null>, missing: Set<string>, found: Map<string, Found>) {
  for await (const line of lines) {
    const key = line === null ? undefined : keyOf(line);
    if (line === null || key === undefined || !missing.has(key)) continue;
    const { envelope } = envelopeIn(line);
    if (envelope === undefined) continue;
    missing.delete(key);
    found.set(key, { record: line, envelope });
    if (missing.size === 0) return;
  }
}

/** The head stands first in a record; parsing each record of an hour to find one would take ten times as long. */
const HEAD_BYTES = 2_048;
const EVENT_KEY = /"event_key":"([^"\\]+)"/;

function keyOf(line: Buffer): string | undefined {
  return EVENT_KEY.exec(line.toString('latin1', 0, HEAD_BYTES))?.[1];
}

/** An hour before and after the rows' receipts; those that overlap as one. */
function windowsOf(rows: readonly RefusedRow[]): readonly Window[] {
  const windows: Window[] = [];
  for (const { receivedAtMs } of rows.toSorted((a, b) => a.receivedAtMs - b.receivedAtMs)) {
    const previous = windows.at(-1);
    const isNear = previous !== undefined && receivedAtMs - HOUR_MS <= previous.untilMs;
    if (isNear) windows.pop();
    const sinceMs = isNear ? previous.sinceMs : receivedAtMs - HOUR_MS;
    windows.push({ sinceMs, untilMs: receivedAtMs + HOUR_MS });
  }
  return windows;
}
