import { encodeEnvelope } from '../domain/envelope.ts';
import { eventKey } from '../domain/identity/event-key.ts';
import { sampleDay } from '../domain/simulate/sample-day.ts';
import { meta } from '../domain/sources/meta/meta.ts';

export const APP_SECRET = 'bench-app-secret';
export const CREDENTIALS = { app_secret: APP_SECRET };
export const EVENT_KEY_SECRET = 'bench-event-key-secret-of-enough-length';
export const RECEIVED_AT_MS = Date.UTC(2026, 10, 21);

const DAY = '2026-11-20';
const SEED = 1;
const MESSAGES = 1_000;

export function sampleBodies(): readonly Buffer[] {
  return sampleDay(DAY, SEED, MESSAGES).documents.map((document) => Buffer.from(JSON.stringify(document)));
}

/** The sample's records as Firehose hands them to the transform. */
export function sampleRecords(): readonly { readonly recordId: string; readonly data: string }[] {
  const items = sampleDay(DAY, SEED, MESSAGES).documents.flatMap((document) => meta.split(document));
  const records = items.flatMap(({ kind, keyParts, context, item }) =>
    encodeEnvelope({
      source: meta.name,
      kind,
      eventKey: eventKey(EVENT_KEY_SECRET, meta.name, keyParts),
      receivedAtMs: RECEIVED_AT_MS,
      deliveryId: 'bench',
      apiVersion: 'v26.0',
      context,
      item,
    }),
  );
  return records.map((record, index) => ({ recordId: String(index), data: record.toString('base64') }));
}
