import type { Marker } from '../../domain/contracts/replay/marker.ts';
import type { Publish } from '../ingest/stream.ts';

/** Instants in milliseconds since the epoch; from the first, and before the second. */
export interface Window {
  readonly sinceMs: number;
  readonly untilMs: number;
}

/** What a replay needs from the world; the handler provides it, the tests pretend it. */
export interface ReplayPorts {
  /** Keys of `raw/` whose hour is in the window, in their order; from the given one on, itself included. */
  readonly rawObjects: (window: Window, from?: string) => AsyncIterable<string>;
  /** Keys of `failed/`, in their order; from the given one on, itself included. */
  readonly failedObjects: (from?: string) => AsyncIterable<string>;
  /** The lines of an object, without their newlines; null for one too long to be a record. Throws ObjectFault. */
  readonly lines: (key: string) => AsyncIterable<Buffer | null>;
  readonly publish: Publish;
  /** Of an object under `failed/`; null where it was never replayed. */
  readonly readMarker: (key: string) => Promise<Marker | null>;
  readonly writeMarker: (key: string, marker: Marker) => Promise<void>;
  /** The folder of a failed object, which is Firehose's word for the kind of error. */
  readonly failureTypeOf: (key: string) => string;
  readonly isRaw: (key: string) => boolean;
  readonly nowMs: () => number;
  /** Whether it is time to end, so that what was done can be answered. */
  readonly isLate: () => boolean;
  /** The most records that a run puts. */
  readonly recordsPerRun: number;
}

/** An object that cannot be read to its end. The run goes on with the next. */
export class ObjectFault extends Error {
  readonly reason: 'object_gone' | 'object_unreadable';

  constructor(reason: ObjectFault['reason'], options?: ErrorOptions) {
    super(reason, options);
    this.name = 'ObjectFault';
    this.reason = reason;
  }
}
