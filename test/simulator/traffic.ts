import type { Delivery } from 'simulator';
import { encodeEnvelope } from '../../domain/event/envelope.ts';
import type { SourceRow } from '../../domain/event/row.ts';
import { pseudonym } from '../../domain/identity/key-ring.ts';
import { envelopesOf } from '../../domain/sources/envelopes.ts';
import { sourceNamed } from '../../domain/sources/registry.ts';
import { transform } from '../../domain/transform.ts';
import { EVENT_KEY_SECRET, RING, SETTINGS } from '../domain/pipeline.ts';

/** The rows of the lake, each event once. Throws where the receiver or the transform would refuse something. */
export function rowsOf(deliveries: readonly Delivery[]): readonly SourceRow[] {
  const rows = new Map<string, SourceRow>();
  for (const { source: name, atMs, document } of deliveries) {
    const source = sourceNamed(name);
    if (source === undefined) throw new Error(`No source ${name}.`);
    const sifted = source.sift?.(document);
    if (sifted && !('rejected' in sifted && sifted.rejected.length === 0)) throw new Error(JSON.stringify(sifted));
    const receipt = { eventKeySecret: EVENT_KEY_SECRET, receivedAtMs: atMs, deliveryId: 'one', apiVersion: 'v26.0' };
    for (const record of envelopesOf(
      source,
      sifted && 'document' in sifted ? sifted.document : document,
      receipt,
    ).flatMap(encodeEnvelope)) {
      const { row } = transform(record, SETTINGS);
      rows.set(row.event_key ?? '', rows.get(row.event_key ?? '') ?? row);
    }
  }
  return [...rows.values()];
}

export function keyOf(id: string | null): string | null {
  return id === null ? null : pseudonym(RING, 'message', id);
}

/** A column’s time in milliseconds since the epoch. */
export function instant(column: unknown): number {
  return Date.parse(`${String(column).replace(' ', 'T')}Z`);
}
