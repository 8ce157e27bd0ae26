import { encodeEnvelope } from '../domain/envelope.ts';
import { sampleDay } from '../domain/simulate/sample-day.ts';
import { envelopesOf } from '../domain/sources/envelopes.ts';
import { meta } from '../domain/sources/meta/meta.ts';

export const APP_SECRET = 'bench-app-secret';
export const CREDENTIALS = { app_secret: APP_SECRET };
export const RECEIPT = {
  eventKeySecret: 'bench-event-key-secret-of-enough-length',
  receivedAtMs: Date.UTC(2026, 10, 21),
  deliveryId: 'bench',
  apiVersion: 'v26.0',
};

const DAY = '2026-11-20';
const MESSAGES = 1_000;

export function sampleBodies(): readonly Buffer[] {
  return sampleDay(DAY, 1, MESSAGES).documents.map((document) => Buffer.from(JSON.stringify(document)));
}

/** A sample's records as Firehose hands them to the transform. Each seed is another thousand contacts. */
export function sampleRecords(seed: number): readonly { readonly recordId: string; readonly data: string }[] {
  const envelopes = sampleDay(DAY, seed, MESSAGES).documents.flatMap((document) =>
    envelopesOf(meta, document, RECEIPT),
  );
  return envelopes
    .flatMap(encodeEnvelope)
    .map((record, index) => ({ recordId: String(index), data: record.toString('base64') }));
}
