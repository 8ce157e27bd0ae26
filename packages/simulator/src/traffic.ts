import type { Delivery } from './emitted.ts';
import { type SimulateOptions, type SpanOptions, simulate, simulateSpan } from './simulate.ts';
import type { Truth } from './truth.ts';

export interface Traffic {
  readonly deliveries: readonly Delivery[];
  readonly truths: readonly Truth[];
}

/** A whole simulation in memory, for small ones. */
export function trafficOf(options: SimulateOptions | SpanOptions): Traffic {
  const truths: Truth[] = [];
  const record = (truth: Truth) => truths.push(truth);
  const deliveries = [...('fromMs' in options ? simulateSpan(options, record) : simulate(options, record))];
  return { deliveries, truths };
}

export function ofKind<Kind extends Truth['kind']>(
  truths: readonly Truth[],
  kind: Kind,
): readonly Extract<Truth, { readonly kind: Kind }>[] {
  return truths.filter((truth): truth is Extract<Truth, { readonly kind: Kind }> => truth.kind === kind);
}
