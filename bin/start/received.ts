import { encodeEnvelope } from '../../domain/event/envelope.ts';
import { parseKeepingNumbers } from '../../domain/shared/json.ts';
import { type Receipt, toEnvelopes } from '../../domain/sources/envelopes.ts';
import { duplicatesEnvelopes } from '../../domain/sources/lake/duplicates.ts';
import type { Source } from '../../domain/sources/source.ts';

/** As the stream takes it. */
export interface ReceivedRecord {
  readonly eventKey: string;
  readonly data: Buffer;
}

/**
 * What the receiver would have put on the stream for a body: its items in their envelopes, without those that are in
 * `seen`, and the count of these. Adds the keys to `seen`, which takes the place of the claims.
 */
export function receive(source: Source, body: string, receipt: Receipt, seen: Set<string>): readonly ReceivedRecord[] {
  const envelopes = toEnvelopes(source, readBody(source, body), receipt);
  const first = envelopes.filter(({ eventKey }) => !seen.has(eventKey) && seen.add(eventKey));
  const firsts = new Set(first);
  const repeated = envelopes.filter((envelope) => !firsts.has(envelope));
  return [...first, ...duplicatesEnvelopes(repeated)].flatMap((envelope) =>
    encodeEnvelope(envelope).map((data) => ({ eventKey: envelope.eventKey, data })),
  );
}

function readBody({ name, read = parseKeepingNumbers, validate }: Source, body: string): unknown {
  const received = read(body);
  const validated = validate?.(received);
  if (validated === undefined) return received;
  if ('rejected' in validated && validated.rejected.length === 0) return validated.delivery;
  throw new Error(`The receiver would refuse a body of the sample's ${name}: ${JSON.stringify(validated)}`);
}
