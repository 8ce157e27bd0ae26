import { type Envelope, encodeEnvelope } from '../../domain/event/envelope.ts';
import type { PseudonymKeys } from '../../domain/identity/pseudonym-keys.ts';
import { parseKeepingNumbers } from '../../domain/shared/json.ts';
import { type Receipt, toEnvelopes as split } from '../../domain/sources/envelopes.ts';
import { meta } from '../../domain/sources/meta/meta.ts';
import type { NormaliseSettings } from '../../domain/sources/source.ts';
import { type TransformedRow, transform } from '../../domain/transform.ts';

export const PSEUDONYM_KEYS: PseudonymKeys = { currentVersion: '1', pepper: 'a pepper of the tests, 32 characters' };
export const SETTINGS: NormaliseSettings = { keys: PSEUDONYM_KEYS, defaultCountry: null, releasedFields: new Set() };
export const EVENT_KEY_SECRET = 'a secret of the tests, 32 characters';
export const RECEIVED_AT_MS = Date.UTC(2026, 10, 20, 12, 0, 0);

export const RECEIPT: Receipt = {
  eventKeySecret: EVENT_KEY_SECRET,
  receivedAtMs: RECEIVED_AT_MS,
  deliveryId: 'delivery-1',
  apiVersion: 'v26.0',
};

/** The envelopes the receiver makes of a document's text. */
export function toEnvelopes(documentText: string): readonly Envelope[] {
  return split(meta, parseKeepingNumbers(documentText), RECEIPT);
}

export function recordsOf(documentText: string): readonly Buffer[] {
  return toEnvelopes(documentText).flatMap(encodeEnvelope);
}

/** The whole way of a document: split, wrap, unwrap, normalise. Throws ItemFailure at the first item that fails. */
export function rowsOf(documentText: string, settings = SETTINGS): readonly TransformedRow[] {
  return recordsOf(documentText).map((record) => transform(record, settings));
}

export function keysOf(document: unknown): readonly string[] {
  return toEnvelopes(JSON.stringify(document)).map((envelope) => envelope.eventKey);
}
