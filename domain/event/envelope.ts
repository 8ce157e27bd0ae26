import { gunzipSync, gzipSync } from 'node:zlib';
import { isObject, member, parseKeepingNumbers, parseWithSafeIds } from '../shared/json.ts';
import { ItemFailure } from './failure.ts';

/**
 * What the receiver puts on the stream: one item exactly as received, with the little that is needed to find its
 * meaning later. The transform reads every version that was ever written: raw objects are replayed.
 */
export interface Envelope {
  /** `meta`, `sends`, … */
  readonly source: string;
  /** Which of the source's lists the item stood in: `message`, `status`, … */
  readonly kind: string;
  readonly eventKey: string;
  /** Milliseconds since the epoch. */
  readonly receivedAtMs: number;
  /** The HTTP request that brought it. */
  readonly deliveryId: string;
  /** The vendor's API version that was configured at the time. */
  readonly apiVersion: string;
  /** What surrounds the item in its document: the account, the number, the contact it speaks of. */
  readonly context: Readonly<Record<string, unknown>>;
  readonly item: unknown;
  /** How often it was put on a stream again; absent when it never was. A row does not depend on it. */
  readonly replays?: number;
}

export const ENVELOPE_VERSION = 1;

/** Firehose's limit for a record, before base64 (PutRecordBatch: 1,000 KiB). */
export const RECORD_LIMIT_BYTES = 1_000 * 1024;

const PART_CHARACTERS = 900 * 1024;

/**
 * The most that a compressed item unpacks to. An item is part of a request, and API Gateway hands a function at most 6 MB
 * of one (Lambda quotas, invocation payload); what unpacks to more was not packed by the receiver.
 */
export const UNPACKED_LIMIT_BYTES = 8 * 1024 * 1024;

/** Our sources, kinds, keys and ids have up to some hundred characters. */
const MAX_HEAD_CHARACTERS = 1_024;

/** How many bytes of items the records of a batch may still unpack to; written to by each record that is unpacked. */
export interface UnpackAllowance {
  leftBytes: number;
}

/**
 * The records that carry an envelope, each a line ending in a newline (Firehose concatenates records verbatim).
 * One record almost always; an item too large for one is compressed, and one too large even then travels in parts, so
 * that its payload is kept (in `failed/`, as `item_too_large`).
 */
export function encodeEnvelope(envelope: Envelope): readonly Buffer[] {
  const { context, item } = envelope;
  const plain = line({ ...head(envelope), context, item });
  if (plain.length <= RECORD_LIMIT_BYTES) return [plain];
  const packed = gzipSync(JSON.stringify({ context, item })).toString('base64');
  if (packed.length <= PART_CHARACTERS) return [line({ ...head(envelope), packed })];
  const count = Math.ceil(packed.length / PART_CHARACTERS);
  return Array.from({ length: count }, (_, index) => {
    const data = packed.slice(index * PART_CHARACTERS, (index + 1) * PART_CHARACTERS);
    return line({ ...head(envelope), part: { index, count, data } });
  });
}

function head(envelope: Envelope): Record<string, unknown> {
  return {
    envelope_version: ENVELOPE_VERSION,
    source: envelope.source,
    kind: envelope.kind,
    event_key: envelope.eventKey,
    received_at: envelope.receivedAtMs,
    delivery_id: envelope.deliveryId,
    api_version: envelope.apiVersion,
  };
}

function line(record: Record<string, unknown>): Buffer {
  return Buffer.from(`${JSON.stringify(record)}\n`);
}

/**
 * The record that puts an envelope on a stream again: every digit as it was, and `replays` in its head. Null for what is
 * no envelope, and for one that no record can carry. It is compressed when the count would make it too large.
 */
export function replayedRecord(record: Buffer, replays: number): Buffer | null {
  const wire = parsedOrNull(record);
  if (!isObject(wire)) return null;
  try {
    const plain = line({ ...wire, replays });
    if (plain.length <= RECORD_LIMIT_BYTES) return member(wire, 'packed') === undefined ? plain : filled(plain);
    const { context, item, ...head } = wire;
    const packed = gzipSync(JSON.stringify({ context, item })).toString('base64');
    return item !== undefined && packed.length <= PART_CHARACTERS ? filled(line({ ...head, packed, replays })) : null;
  } catch (error) {
    // Printing goes as deep as the stack allows. The receiver takes no such document.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Most of a batch of the transform, which is 1 MiB. */
const FILLED_BYTES = 900 * 1024;

/**
 * A compressed record, filled up with blanks so that it comes alone or with one other: what unpacks to most is what a
 * batch may have had no room for.
 */
function filled(packed: Buffer): Buffer {
  if (packed.length >= FILLED_BYTES) return packed;
  const record = Buffer.alloc(FILLED_BYTES, ' ');
  packed.copy(record, 0, 0, packed.length - 1);
  record.write('\n', FILLED_BYTES - 1);
  return record;
}

function parsedOrNull(record: Buffer): unknown {
  try {
    return parseKeepingNumbers(record.toString('utf8'));
  } catch {
    return null;
  }
}

const LAST_INSTANT_MS = Date.UTC(9_999, 11, 31);

/**
 * Reads one record. Throws ItemFailure: `not_json`, `not_an_envelope`, `item_unreadable`, `item_too_large`, or
 * `batch_full` when the allowance is used up.
 */
export function decodeEnvelope(
  record: Buffer,
  allowance: UnpackAllowance = { leftBytes: UNPACKED_LIMIT_BYTES },
): Envelope {
  const wire = parse(record.toString('utf8'), 'not_json');
  if (member(wire, 'envelope_version') !== ENVELOPE_VERSION) throw new ItemFailure('not_an_envelope');
  const { context, item } = contentOf(wire, allowance);
  const replays = replaysOf(wire);
  const envelope = {
    source: textOf(wire, 'source'),
    kind: textOf(wire, 'kind'),
    eventKey: textOf(wire, 'event_key'),
    receivedAtMs: instantOf(wire, 'received_at'),
    deliveryId: textOf(wire, 'delivery_id'),
    apiVersion: textOf(wire, 'api_version'),
    context,
    item,
  };
  return replays === 0 ? envelope : { ...envelope, replays };
}

function replaysOf(wire: unknown): number {
  const replays = member(wire, 'replays');
  return typeof replays === 'number' && Number.isSafeInteger(replays) && replays > 0 ? replays : 0;
}

/** Checked by hand: a schema's parser copies the head of every record there is. */
function textOf(wire: unknown, name: string): string {
  const value = member(wire, name);
  if (typeof value !== 'string' || value.length > MAX_HEAD_CHARACTERS) throw new ItemFailure('not_an_envelope');
  return value;
}

function instantOf(wire: unknown, name: string): number {
  const value = member(wire, name);
  if (typeof value !== 'number' || !(value > 0 && value <= LAST_INSTANT_MS)) throw new ItemFailure('not_an_envelope');
  return value;
}

/** In the clear, or packed. */
function contentOf(wire: unknown, allowance: UnpackAllowance): Pick<Envelope, 'context' | 'item'> {
  if (member(wire, 'part') !== undefined) throw new ItemFailure('item_too_large');
  const packed = member(wire, 'packed');
  const content = typeof packed === 'string' ? parse(unpack(packed, allowance), 'item_unreadable') : wire;
  const context = member(content, 'context');
  const item = member(content, 'item');
  if (!isObject(context) || item === undefined) throw new ItemFailure('not_an_envelope');
  return { context, item };
}

/** A few KB may unpack to a gigabyte: it stops at the limit, and what was unpacked in vain is charged as well. */
function unpack(packed: string, allowance: UnpackAllowance): string {
  const maxOutputLength = Math.min(UNPACKED_LIMIT_BYTES, allowance.leftBytes);
  if (maxOutputLength <= 0) throw new ItemFailure('batch_full');
  try {
    const unpacked = gunzipSync(Buffer.from(packed, 'base64'), { maxOutputLength });
    allowance.leftBytes -= unpacked.length;
    return unpacked.toString('utf8');
  } catch (cause) {
    if (!isTooLarge(cause)) throw new ItemFailure('item_unreadable', { cause });
    allowance.leftBytes -= maxOutputLength;
    throw new ItemFailure(maxOutputLength < UNPACKED_LIMIT_BYTES ? 'batch_full' : 'item_too_large');
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}

function parse(text: string, reason: 'not_json' | 'item_unreadable'): unknown {
  try {
    return parseWithSafeIds(text);
  } catch {
    // The parser's message quotes the text, which may be anybody's: it is not passed on as a cause.
    throw new ItemFailure(reason);
  }
}
