import type { Envelope } from '../envelope.ts';
import { eventKey } from '../identity/event-key.ts';
import type { Source } from './source.ts';

/** What the receiver knows of a delivery beside its body. */
export interface Receipt {
  readonly eventKeySecret: string;
  /** Milliseconds since the epoch. */
  readonly receivedAtMs: number;
  readonly deliveryId: string;
  readonly apiVersion: string;
}

/** A document's items, each in its envelope and under its key. */
export function envelopesOf(source: Source, document: unknown, receipt: Receipt): readonly Envelope[] {
  const { eventKeySecret, ...rest } = receipt;
  const minute = `minute ${Math.floor(receipt.receivedAtMs / 60_000)}`;
  return source.split(document).map(({ kind, keyParts, isDated, context, item }) => ({
    ...rest,
    source: source.name,
    kind,
    eventKey: eventKey(eventKeySecret, source.name, isDated ? keyParts : [...keyParts, minute]),
    context,
    item,
  }));
}
