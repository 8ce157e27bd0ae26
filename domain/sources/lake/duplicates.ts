import type { Envelope } from '../../event/envelope.ts';
import { ItemFailure } from '../../event/failure.ts';
import { member } from '../../shared/json.ts';
import type { NormalisedRow } from '../source.ts';

/** The source of what the lake says of itself; it has no route. */
export const LAKE = 'lake';
/** The kind of its items. */
export const DUPLICATES = 'duplicates';

/**
 * What is kept of items that a delivery brought again: one envelope per source and kind with their number, never the
 * items. Its key is the delivery's own, so that each refusal counts once.
 */
export function duplicatesEnvelopes(repeated: readonly Envelope[]): readonly Envelope[] {
  const bySourceAndKind = Map.groupBy(repeated, ({ deliveryId, source, kind }) => `${deliveryId}.${source}.${kind}`);
  return [...bySourceAndKind].flatMap(([name, [first, ...others]]) =>
    first === undefined ? [] : [summary(name, first, 1 + others.length)],
  );
}

function summary(
  name: string,
  { source, kind, receivedAtMs, deliveryId, apiVersion }: Envelope,
  count: number,
): Envelope {
  const item = { source, kind, count };
  return {
    source: LAKE,
    kind: DUPLICATES,
    eventKey: `${DUPLICATES}.${name}`,
    receivedAtMs,
    deliveryId,
    apiVersion,
    context: {},
    item,
  };
}

/** Throws ItemFailure for an envelope that the lake did not write. */
export function normalise({ kind, item }: Envelope): NormalisedRow {
  const [source, ofKind, count] = ['source', 'kind', 'count'].map((name) => member(item, name));
  if (kind !== DUPLICATES || typeof source !== 'string' || typeof ofKind !== 'string' || !isCount(count)) {
    throw new ItemFailure('not_an_envelope');
  }
  return {
    row: {
      event_type: 'duplicates_refused',
      source_event: DUPLICATES,
      origin: 'live',
      duplicate_source: source,
      duplicate_kind: ofKind,
      item_count: count,
    },
    eventAtMs: null,
  };
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0;
}
