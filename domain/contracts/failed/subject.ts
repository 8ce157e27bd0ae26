import { decodeEnvelope, type Envelope, UNPACKED_LIMIT_BYTES } from '../../event/envelope.ts';
import { type FailureReason, ItemFailure } from '../../event/failure.ts';
import { instantOf } from '../../event/time.ts';
import { isObject, member } from '../../shared/json.ts';
import { rowSourceNames } from '../../sources/registry.ts';
import { transform } from '../../transform.ts';
import type { FailedReason } from './reasons.ts';
import type { FailedRecord } from './record.ts';

/** A row that the conversion refused: not what was received, which lies in `raw/`. */
export interface RefusedRow {
  readonly eventKey: string;
  readonly source: string;
  /** Milliseconds since the epoch. */
  readonly receivedAtMs: number;
  readonly replays: number;
}

/** What failed, and why. What is neither an envelope nor a row cannot be read. */
export type FailedSubject =
  | { readonly reason: FailedReason; readonly envelope: Envelope }
  | { readonly reason: FailedReason; readonly row: RefusedRow }
  | { readonly reason: FailureReason; readonly named?: Pick<Envelope, 'source' | 'kind' | 'eventKey'> };

/** Reads what failed with the code of today: what that reads may be made a row today. */
export function subjectOf({ errorCode, data }: FailedRecord): FailedSubject {
  const row = refusedRow(data);
  if (row !== null) return { reason: 'row_refused', row };
  const { reason, envelope, isPacked } = envelopeIn(data);
  if (envelope === undefined) return { reason };
  if (!isObject(envelope.item)) return { reason: 'item_not_an_object', named: envelope };
  const byCode = reasonByCode(errorCode);
  // Of a large item that today's code makes a row of, the batch had no room; of any other, a bug has been fixed since.
  return { reason: byCode === 'normaliser_error' && isPacked && makesRow(data) ? 'batch_full' : byCode, envelope };
}

const KNOWN_SOURCES: ReadonlySet<string> = new Set(rowSourceNames());

/** A record read with the code of today. */
export interface ReadRecord {
  /** Why it cannot be read; of an envelope, the one reason that is left for it to fail by. */
  readonly reason: FailureReason;
  readonly envelope?: Envelope;
  readonly isPacked?: boolean;
}

export function envelopeIn(record: Buffer): ReadRecord {
  const allowance = { leftBytes: UNPACKED_LIMIT_BYTES };
  try {
    const envelope = decodeEnvelope(record, allowance);
    if (!KNOWN_SOURCES.has(envelope.source)) return { reason: 'unknown_source' };
    return { reason: 'normaliser_error', envelope, isPacked: allowance.leftBytes < UNPACKED_LIMIT_BYTES };
  } catch (error) {
    if (error instanceof ItemFailure) return { reason: error.reason };
    throw error;
  }
}

/** No row is kept, so any pepper will do. */
const ANY_SETTINGS = {
  keys: { currentVersion: '0', pepper: 'of rows that are thrown away at once' },
  defaultCountry: null,
  releasedFields: new Set<never>(),
};

function makesRow(record: Buffer): boolean {
  try {
    transform(record, ANY_SETTINGS);
    return true;
  } catch {
    return false;
  }
}

/** Only the status of the one record says that the transform failed on it; every other code is of the whole batch. */
function reasonByCode(errorCode: string): FailedReason {
  if (errorCode === 'Lambda.ProcessingFailedStatus') return 'normaliser_error';
  return /partitions?(Limit)?Exceeded/i.test(errorCode) ? 'too_many_partitions' : 'transform_unavailable';
}

/** Recognised by its members, not by its folder: a row has an event key and a time, and no envelope. */
function refusedRow(data: Buffer): RefusedRow | null {
  const row = parsedOrNull(data);
  const [eventKey, source, receivedAt, replays] = ['event_key', 'source', 'received_at', 'replays'].map((name) =>
    member(row, name),
  );
  if (member(row, 'envelope_version') !== undefined || typeof eventKey !== 'string' || typeof source !== 'string') {
    return null;
  }
  const receivedAtMs = typeof receivedAt === 'string' ? instantOf(`${receivedAt.replace(' ', 'T')}Z`) : null;
  if (receivedAtMs === null) return null;
  return { eventKey, source, receivedAtMs, replays: Number.isSafeInteger(replays) ? Number(replays) : 0 };
}

function parsedOrNull(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString('utf8'));
  } catch {
    return null;
  }
}
