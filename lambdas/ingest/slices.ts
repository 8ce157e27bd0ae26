import { createHash } from 'node:crypto';
import { type Envelope, encodeEnvelope } from '../../domain/event/envelope.ts';

export interface SliceLimits {
  readonly items: number;
  /** Of the records that carry the items. */
  readonly bytes: number;
}

/**
 * Meta sends up to 1,000 updates and 3 MB in one POST: one slice, as all that vendors send. More is taken slice by
 * slice, so that what is stored stays stored when time runs out.
 */
export const SLICE_LIMITS: SliceLimits = { items: 1_000, bytes: 8 * 1024 * 1024 };

/** An item with the records that carry it. */
export interface EncodedItem {
  readonly envelope: Envelope;
  readonly records: readonly Buffer[];
}

/** Some of a delivery's items: claimed, published and confirmed before the next are looked at. */
export interface Slice {
  readonly items: readonly EncodedItem[];
  /**
   * What the slice as a whole is claimed by: the same in each attempt to deliver it, so that the next attempt passes
   * over it with one call. Null for a delivery of one slice.
   */
  readonly key: string | null;
  readonly isLast: boolean;
}

/** Cuts a delivery's items, in order. Lazy: the records of one slice are in memory at a time. */
export function* slicesOf(envelopes: readonly Envelope[], limits: SliceLimits): Generator<Slice> {
  let items: EncodedItem[] = [];
  let bytes = 0;
  let isFirst = true;
  for (const envelope of envelopes) {
    const encoded = { envelope, records: encodeEnvelope(envelope) };
    const size = encoded.records.reduce((sum, { length }) => sum + length, 0);
    if (items.length === limits.items || (items.length > 0 && bytes + size > limits.bytes)) {
      yield { items, key: keyOf(items), isLast: false };
      [items, bytes, isFirst] = [[], 0, false];
    }
    items.push(encoded);
    bytes += size;
  }
  if (items.length > 0) yield { items, key: isFirst ? null : keyOf(items), isLast: true };
}

function keyOf(items: readonly EncodedItem[]): string {
  const hash = createHash('sha256');
  for (const { envelope } of items) hash.update(envelope.eventKey).update('\n');
  return `slice.${hash.digest('base64url')}`;
}
