import { type Envelope, encodeEnvelope } from '../../domain/event/envelope.ts';
import type { KeyRing } from '../../domain/identity/key-ring.ts';
import { parseKeepingNumbers } from '../../domain/shared/json.ts';
import { type Receipt, envelopesOf as split } from '../../domain/sources/envelopes.ts';
import { meta } from '../../domain/sources/meta/meta.ts';
import type { NormaliseSettings } from '../../domain/sources/source.ts';
import { type TransformedRecord, transform } from '../../domain/transform.ts';

export const RING: KeyRing = { currentVersion: '1', pepper: 'a pepper of the tests, 32 characters' };
export const SETTINGS: NormaliseSettings = { ring: RING, defaultCountry: null, releasedFields: new Set() };
export const EVENT_KEY_SECRET = 'a secret of the tests, 32 characters';
export const RECEIVED_AT_MS = Date.UTC(2026, 10, 20, 12, 0, 0);

export const RECEIPT: Receipt = {
  eventKeySecret: EVENT_KEY_SECRET,
  receivedAtMs: RECEIVED_AT_MS,
  deliveryId: 'delivery-1',
  apiVersion: 'v26.0',
};

/** The envelopes the receiver makes of a document's text. */
export function envelopesOf(documentText: string): readonly Envelope[] {
  return split(meta, parseKeepingNumbers(documentText), RECEIPT);
}

export function recordsOf(documentText: string): readonly Buffer[] {
  return envelopesOf(documentText).flatMap(encodeEnvelope);
}

/** The whole way of a document: split, wrap, unwrap, normalise. Throws ItemFailure at the first item that fails. */
export function rowsOf(documentText: string, settings = SETTINGS): readonly TransformedRecord[] {
  return recordsOf(documentText).map((record) => transform(record, settings));
}

export function keysOf(document: unknown): readonly string[] {
  return envelopesOf(JSON.stringify(document)).map((envelope) => envelope.eventKey);
}
