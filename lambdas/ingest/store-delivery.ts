import type { ReceiverMetric, SocialMetric } from '../../domain/contracts/operations.ts';
import type { Envelope } from '../../domain/event/envelope.ts';
import { isDeeperThan } from '../../domain/shared/json.ts';
import { envelopesOf } from '../../domain/sources/envelopes.ts';
import type { Source } from '../../domain/sources/source.ts';
import type { IngestOutcome } from './ingest.ts';

/** What every function counts that puts events on the stream. */
export type ItemMetric = ReceiverMetric & SocialMetric;

/** What storing a delivery needs from the world. */
export interface StorePorts {
  readonly eventKeySecret: () => Promise<string>;
  readonly ingest: (envelopes: readonly Envelope[]) => Promise<IngestOutcome>;
  readonly count: (metric: ItemMetric, value: number) => void;
  readonly nowMs: () => number;
  /** The configured version of Meta's API. */
  readonly apiVersion: string;
}

/** A delivery that is the vendor's own, and was read. */
export interface VerifiedDelivery {
  readonly source: Source;
  readonly deliveryId: string;
  /** Its body as a value, in a form that the source's `split` takes. */
  readonly body: unknown;
}

/** Vendors nest a dozen levels; thousands would exhaust the stack of whatever walks them. */
export const MAX_LEVELS = 200;

/** To be refused before it is stored. */
export function isTooDeep(body: unknown): boolean {
  return isDeeperThan(MAX_LEVELS, body);
}

/**
 * The one way of a delivery onto the stream, by whichever door it came: items, their envelopes, claim, publish, confirm,
 * and the counts. `rejected` is how many of its items the source's own rules refused.
 */
export async function storeDelivery(
  delivery: VerifiedDelivery,
  ports: StorePorts,
  rejected: number = 0,
): Promise<IngestOutcome> {
  const envelopes = await toEnvelopes(delivery, ports);
  const outcome = await ports.ingest(envelopes);
  ports.count('ItemsReceived', envelopes.length + rejected);
  ports.count('ItemsAccepted', outcome.accepted);
  ports.count('ItemsDuplicate', outcome.duplicates);
  ports.count('ItemsUnfinished', outcome.unfinished.length);
  return outcome;
}

async function toEnvelopes({ source, deliveryId, body }: VerifiedDelivery, ports: StorePorts) {
  return envelopesOf(source, body, {
    eventKeySecret: await ports.eventKeySecret(),
    receivedAtMs: ports.nowMs(),
    deliveryId,
    apiVersion: ports.apiVersion,
  });
}
