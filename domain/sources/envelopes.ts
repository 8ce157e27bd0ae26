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
  return source.split(document).map(({ kind, keyParts, context, item }) => ({
    ...rest,
    source: source.name,
    kind,
    eventKey: eventKey(eventKeySecret, source.name, keyParts),
    context,
    item,
  }));
}
