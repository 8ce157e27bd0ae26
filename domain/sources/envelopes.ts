import { createHash } from 'node:crypto';
import type { Envelope } from '../event/envelope.ts';
import { eventKey, type KeyParts } from '../identity/event-key.ts';
import type { Item, Source } from './source.ts';

/** What the receiver knows of a delivery beside its body. */
export interface Receipt {
  readonly eventKeySecret: string;
  /** Milliseconds since the epoch. */
  readonly receivedAtMs: number;
  readonly deliveryId: string;
  readonly apiVersion: string;
}

/**
 * A document's items, each in its envelope and under its key. What has neither an id nor a time is known by what it
 * says and by the delivery it came in, for the vendor sends a delivery again with the same items, hours or days later.
 */
export function toEnvelopes(source: Source, delivery: unknown, receipt: Receipt): readonly Envelope[] {
  const { eventKeySecret, ...rest } = receipt;
  const items = source.split(delivery);
  const partsOf = deliveryParts(items);
  return items.map((split) => ({
    ...rest,
    source: source.name,
    kind: split.kind,
    eventKey: eventKey(eventKeySecret, source.name, split.isDated ? split.keyParts : partsOf(split)),
    context: split.context,
    item: split.item,
  }));
}

/**
 * The key parts of a delivery's undated items: their own, a digest of the key parts of all its items, whatever their
 * order, and its place among equal ones. So a copy of the delivery gives the same keys whenever it
 * comes, and what another delivery says in the same words is another event.
 */
function deliveryParts(items: readonly Item[]): (item: Item) => KeyParts {
  if (items.every(({ isDated }) => isDated)) return ({ keyParts }) => keyParts;
  const names = items.map(({ keyParts }) => JSON.stringify(keyParts)).sort();
  const delivery = createHash('sha256').update(names.join('\n')).digest('hex');
  const seen = new Map<string, number>();
  return ({ keyParts }) => {
    const name = JSON.stringify(keyParts);
    const earlier = seen.get(name) ?? 0;
    seen.set(name, earlier + 1);
    return [...keyParts, 'delivery', delivery, String(earlier)];
  };
}
