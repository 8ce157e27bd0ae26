import { boundedTexts, MAX_TEXT_CHARACTERS } from './event/bounded-texts.ts';
import { NAMED_BY_BUSINESS, SCHEMA_VERSION } from './event/columns.ts';
import { decodeEnvelope, type Envelope, UNPACKED_LIMIT_BYTES, type UnpackAllowance } from './event/envelope.ts';
import { EVENT_TYPES } from './event/event-types.ts';
import { ItemFailure } from './event/failure.ts';
import type { Family } from './event/families.ts';
import { type EventDay, eventDay } from './event/partition.ts';
import type { SourceRow } from './event/row.ts';
import { timestampText } from './event/time.ts';
import type { KeyRing } from './identity/key-ring.ts';
import { listOf } from './payload/drift.ts';
import { remainsOf } from './payload/remains.ts';
import { holdsKeyed } from './personal/keyed.ts';
import { SOURCES, type SourceReader, sourceReaders } from './sources/registry.ts';
import type { NormalisedItem, NormaliseSettings, Source } from './sources/source.ts';

/** Raised whenever the same envelope gives another row than before; the row of the newest transform wins. */
export const TRANSFORM_VERSION = 2;

export interface TransformedRecord {
  /** Columns that are not named are NULL. */
  readonly row: SourceRow;
  readonly partition: { readonly dt: string; readonly family: Family };
  /** The columns in which a name given by the business was keyed because it breaks the grammar of names. */
  readonly namesKeyed: readonly string[];
  /** How often the record was put on a stream again. */
  readonly replays: number;
}

/**
 * One stream record to one row: a pure function of the record and the settings, today and at any replay.
 * Throws ItemFailure with its reason; anything else that is thrown is a bug and becomes `normaliser_error`. Whatever is
 * received, the row has at most some hundred KB (column `shortened`), and the work is linear in the record's bytes and
 * in those that it takes of the allowance.
 */
export type Transform = (record: Buffer, settings: NormaliseSettings, allowance?: UnpackAllowance) => TransformedRecord;

export const transform: Transform = transformOf(SOURCES);

/** The transform of these sources. */
export function transformOf(sources: readonly Source[]): Transform {
  const readers = sourceReaders(sources);
  return (record, settings, allowance = { leftBytes: UNPACKED_LIMIT_BYTES }) => {
    const { leftBytes } = allowance;
    const envelope = decodeEnvelope(record, allowance);
    const reader = readers.get(envelope.source);
    if (reader === undefined) throw new ItemFailure('unknown_source');
    const normalised = normalise(reader, envelope, settings);
    const { row, eventAtMs } = normalised;
    // A backfill spans half a year: it lands on the day it came, whatever its events' days.
    const day = eventDay(row.origin === 'history' ? null : eventAtMs, envelope.receivedAtMs);
    const whole = stamped(envelope, normalised, day, reader);
    const hasLongTexts = record.length > MAX_TEXT_CHARACTERS || allowance.leftBytes < leftBytes;
    return {
      row: hasLongTexts ? shortened(whole) : whole,
      partition: { dt: day.dt, family: EVENT_TYPES[row.event_type].family },
      namesKeyed: namesKeyed(settings.ring, row),
      replays: envelope.replays ?? 0,
    };
  };
}

function normalise(reader: SourceReader, envelope: Envelope, settings: NormaliseSettings): NormalisedItem {
  try {
    return reader.normalise(envelope, settings);
  } catch (error) {
    throw error instanceof ItemFailure ? error : new ItemFailure('normaliser_error', { cause: error });
  }
}

/** One literal, not objects spread into one another: every row passes here. */
function stamped(
  envelope: Envelope,
  { row, eventAtMs }: NormalisedItem,
  { dt_source }: EventDay,
  { vocabulary }: SourceReader,
): SourceRow {
  const remains = remainsOf(listOf(envelope.source, row.source_event ?? ''), envelope.item, vocabulary);
  return {
    ...row,
    event_key: envelope.eventKey,
    source: envelope.source,
    event_at: timestampText(eventAtMs ?? envelope.receivedAtMs),
    event_at_source: eventAtMs === null ? 'received' : 'event',
    received_at: timestampText(envelope.receivedAtMs),
    delivery_id: envelope.deliveryId,
    api_version: envelope.apiVersion,
    schema_version: SCHEMA_VERSION,
    transform_version: TRANSFORM_VERSION,
    shape: remains.shape,
    payload: remains.payload,
    new_paths: remains.newPaths,
    shortened: remains.shortened.length === 0 ? null : JSON.stringify(remains.shortened),
    dt_source,
  };
}

function shortened(stamped: SourceRow): SourceRow {
  const { row, cut } = boundedTexts(stamped);
  if (cut.length === 0) return row;
  const before: readonly unknown[] = typeof row.shortened === 'string' ? JSON.parse(row.shortened) : [];
  return { ...row, shortened: JSON.stringify([...cut, ...before]) };
}

const NO_NAMES: readonly string[] = [];

function namesKeyed(ring: KeyRing, row: SourceRow): readonly string[] {
  let found = NO_NAMES;
  for (const column of NAMED_BY_BUSINESS) {
    const value = row[column];
    if (typeof value === 'string' && holdsKeyed(ring, value)) found = [...found, column];
  }
  return found;
}
