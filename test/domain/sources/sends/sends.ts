import { type Envelope, encodeEnvelope } from '../../../../domain/event/envelope.ts';
import { toEnvelopes } from '../../../../domain/sources/envelopes.ts';
import { sends } from '../../../../domain/sources/sends/sends.ts';
import type { RejectedItem } from '../../../../domain/sources/source.ts';
import { type TransformedRow, transform } from '../../../../domain/transform.ts';
import { EVENT_KEY_SECRET, RECEIVED_AT_MS, SETTINGS } from '../../pipeline.ts';

export interface Taken {
  readonly envelopes: readonly Envelope[];
  readonly rejected: readonly RejectedItem[];
}

/** What the receiver makes of a body. Throws SyntaxError, and where the body is refused as a whole. */
export function take(bodyText: string): Taken {
  const validated = sends.validate(sends.read(bodyText));
  if ('refusal' in validated) throw new Error(validated.refusal.error);
  const receipt = {
    eventKeySecret: EVENT_KEY_SECRET,
    receivedAtMs: RECEIVED_AT_MS,
    deliveryId: 'delivery-1',
    apiVersion: 'v26.0',
  };
  return { envelopes: toEnvelopes(sends, validated.delivery, receipt), rejected: validated.rejected };
}

export function takeSends(...items: readonly unknown[]): Taken {
  return take(JSON.stringify(items));
}

export function keysOf(...items: readonly unknown[]): readonly string[] {
  return takeSends(...items).envelopes.map(({ eventKey }) => eventKey);
}

/** The reasons against one send; empty when it is taken. */
export function reasonAgainst(item: unknown): string {
  return takeSends(item)
    .rejected.map(({ reason }) => reason)
    .join();
}

/** The whole way of one send to its row. */
export function rowOf(item: unknown): TransformedRow {
  const [record] = takeSends(item).envelopes.flatMap(encodeEnvelope);
  if (record === undefined) throw new Error(`not taken: ${reasonAgainst(item)}`);
  return transform(record, SETTINGS);
}
