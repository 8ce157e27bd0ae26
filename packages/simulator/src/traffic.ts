import type { Delivery } from './emitted.ts';
import { type SimulateOptions, simulate } from './simulate.ts';
import type { Truth } from './truth.ts';

export interface Traffic {
  readonly deliveries: readonly Delivery[];
  readonly truths: readonly Truth[];
}

/** A whole simulation in memory, for small ones. */
export function trafficOf(options: SimulateOptions): Traffic {
  const truths: Truth[] = [];
  const deliveries = [...simulate(options, (truth) => truths.push(truth))];
  return { deliveries, truths };
}

export function ofKind<Kind extends Truth['kind']>(
  truths: readonly Truth[],
  kind: Kind,
): readonly Extract<Truth, { readonly kind: Kind }>[] {
  return truths.filter((truth): truth is Extract<Truth, { readonly kind: Kind }> => truth.kind === kind);
}
