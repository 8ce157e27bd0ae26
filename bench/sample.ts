import { sampleDay } from 'simulator';
import { encodeEnvelope } from '../domain/event/envelope.ts';
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

/**
 * A day's records as Firehose hands them to the transform, a line of base64 each, cut into rounds in the order of
 * receipt: each of other messages and, mostly, other contacts than the ones before it, as in a campaign.
 */
export function sampleRounds(rounds: number): readonly Buffer[] {
  const { documents } = sampleDay(DAY, 1, MESSAGES * rounds);
  const records = documents
    .flatMap((document) => envelopesOf(meta, document, RECEIPT))
    .flatMap(encodeEnvelope)
    .map((record) => record.toString('base64'));
  const size = Math.ceil(records.length / rounds);
  return Array.from({ length: rounds }, (_, round) =>
    Buffer.from(records.slice(round * size, (round + 1) * size).join('\n')),
  );
}
