import { decodeEnvelope, type Envelope } from '../envelope.ts';
import { SCHEMA_VERSION } from '../event/columns.ts';
import { EVENT_TYPES } from '../event/event-types.ts';
import { ItemFailure } from '../event/failure.ts';
import type { Family } from '../event/families.ts';
import { eventDay } from '../event/partition.ts';
import type { SourceRow } from '../event/row.ts';
import { timestampText } from '../event/time.ts';
import type { KeyRing } from '../identity/key-ring.ts';
import { sourceNamed } from '../sources/registry.ts';
import type { NormalisedItem } from '../sources/source.ts';

/** Raised whenever the same envelope gives another row than before; the row of the newest transform wins. */
export const TRANSFORM_VERSION = 1;

export interface TransformedRecord {
  /** Columns that are not named are NULL. */
  readonly row: SourceRow;
  readonly partition: { readonly dt: string; readonly family: Family };
}

/**
 * One stream record to one row: a pure function of the record and the key ring, today and at any replay.
 * Throws ItemFailure with its reason; anything else that is thrown is a bug and becomes `normaliser_error`.
 */
export function transform(record: Buffer, ring: KeyRing): TransformedRecord {
  const envelope = decodeEnvelope(record);
  const { row, eventAtMs } = normalise(envelope, ring);
  const day = eventDay(eventAtMs, envelope.receivedAtMs);
  return {
    row: { ...row, ...stamp(envelope, eventAtMs), dt_source: day.dt_source },
    partition: { dt: day.dt, family: EVENT_TYPES[row.event_type].family },
  };
}

function normalise(envelope: Envelope, ring: KeyRing): NormalisedItem {
  const source = sourceNamed(envelope.source);
  if (source === undefined) throw new ItemFailure('unknown_source');
  try {
    return source.normalise(envelope, ring);
  } catch (error) {
    throw error instanceof ItemFailure ? error : new ItemFailure('normaliser_error', { cause: error });
  }
}

function stamp(envelope: Envelope, eventAtMs: number | null): Partial<SourceRow> {
  return {
    event_key: envelope.eventKey,
    source: envelope.source,
    event_at: timestampText(eventAtMs ?? envelope.receivedAtMs),
    event_at_source: eventAtMs === null ? 'received' : 'event',
    received_at: timestampText(envelope.receivedAtMs),
    delivery_id: envelope.deliveryId,
    api_version: envelope.apiVersion,
    schema_version: SCHEMA_VERSION,
    transform_version: TRANSFORM_VERSION,
  };
}
