import { encodeEnvelope } from '../../domain/event/envelope.ts';
import type { RowDraft } from '../../domain/event/row.ts';
import { pseudonym } from '../../domain/identity/pseudonym-keys.ts';
import { toEnvelopes } from '../../domain/sources/envelopes.ts';
import { sourceNamed } from '../../domain/sources/registry.ts';
import { transform } from '../../domain/transform.ts';
import { type SimulateOptions, simulate } from '../../packages/simulator/src/simulate.ts';
import type { SimulatedDelivery } from '../../packages/simulator/src/told.ts';
import type { Truth } from '../../packages/simulator/src/truth.ts';
import { EVENT_KEY_SECRET, PSEUDONYM_KEYS, SETTINGS } from '../domain/pipeline.ts';

export interface Traffic {
  readonly deliveries: readonly SimulatedDelivery[];
  readonly truths: readonly Truth[];
}

export function trafficOf(options: SimulateOptions): Traffic {
  const truths: Truth[] = [];
  const deliveries = [...simulate(options, (truth) => truths.push(truth))];
  return { deliveries, truths };
}

/** The rows of the lake, each event once. Throws where the receiver or the transform would refuse something. */
export function rowsOf(deliveries: readonly SimulatedDelivery[]): readonly RowDraft[] {
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

export function ofKind<Kind extends Truth['kind']>(
  truths: readonly Truth[],
  kind: Kind,
): readonly Extract<Truth, { readonly kind: Kind }>[] {
  return truths.filter((truth): truth is Extract<Truth, { readonly kind: Kind }> => truth.kind === kind);
}

/** A column’s time in milliseconds since the epoch. */
export function instant(column: unknown): number {
  return Date.parse(`${String(column).replace(' ', 'T')}Z`);
}
