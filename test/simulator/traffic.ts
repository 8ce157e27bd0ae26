import type { Delivery } from 'simulator';
import { encodeEnvelope } from '../../domain/event/envelope.ts';
import type { RowDraft } from '../../domain/event/row.ts';
import { pseudonym } from '../../domain/identity/pseudonym-keys.ts';
import { toEnvelopes } from '../../domain/sources/envelopes.ts';
import { sourceNamed } from '../../domain/sources/registry.ts';
import { transform } from '../../domain/transform.ts';
import { EVENT_KEY_SECRET, PSEUDONYM_KEYS, SETTINGS } from '../domain/pipeline.ts';

/** The rows of the lake, each event once. Throws where the receiver or the transform would refuse something. */
export function rowsOf(deliveries: readonly Delivery[]): readonly RowDraft[] {
  const rows = new Map<string, RowDraft>();
  for (const { source: name, atMs, document } of deliveries) {
    const source = sourceNamed(name);
    if (source === undefined) throw new Error(`No source ${name}.`);
    const validated = source.validate?.(document);
    if (validated && !('rejected' in validated && validated.rejected.length === 0))
      throw new Error(JSON.stringify(validated));
    const receipt = { eventKeySecret: EVENT_KEY_SECRET, receivedAtMs: atMs, deliveryId: 'one', apiVersion: 'v26.0' };
    for (const record of toEnvelopes(
      source,
      validated && 'delivery' in validated ? validated.delivery : document,
      receipt,
    ).flatMap(encodeEnvelope)) {
      const { row } = transform(record, SETTINGS);
      rows.set(row.event_key ?? '', rows.get(row.event_key ?? '') ?? row);
    }
  }
  return [...rows.values()];
}

export function keyOf(id: string | null): string | null {
  return id === null ? null : pseudonym(PSEUDONYM_KEYS, 'message', id);
}

/** A column’s time in milliseconds since the epoch. */
export function instant(column: unknown): number {
  return Date.parse(`${String(column).replace(' ', 'T')}Z`);
}
