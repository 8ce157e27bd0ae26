import { type Envelope, encodeEnvelope } from '../../domain/envelope.ts';
import { duplicatesEnvelopes } from '../../domain/sources/lake/duplicates.ts';
import type { Claims } from './claims.ts';
import type { Publish } from './publish.ts';
import type { Timing } from './timing.ts';

export interface IngestOutcome {
  /** Items that are on the stream because of this delivery. */
  readonly accepted: number;
  /** Items that were on it already, or stood twice in this delivery. */
  readonly duplicates: number;
  /** For each item that is not known to be on the stream, why: a service's error code, or `TwinInProgress`. */
  readonly unfinished: readonly string[];
}

export interface IngestPorts {
  readonly claims: Claims;
  readonly publish: Publish;
  readonly sleep: Timing['sleep'];
  /** Told of claims that could not be made, confirmed or released, a code each. The lease mends the latter two. */
  readonly onClaimErrors: (step: 'claim' | 'confirm' | 'release', codes: readonly string[]) => void;
}

const TWIN_LOOKS = 4;
const TWIN_PAUSE_MS = 150;

type Claimed =
  | { readonly envelope: Envelope; readonly state: 'claimed' | 'done' | 'pending' }
  | { readonly envelope: Envelope; readonly state: 'failed'; readonly code: string };

/**
 * Claim, publish, confirm. Nothing is confirmed that is not on the stream, so a crash anywhere leaves a pending claim
 * whose lease ends, and the vendor's retry completes the delivery. An item that fails does not hold up its neighbours.
 */
export async function ingest(envelopes: readonly Envelope[], ports: IngestPorts): Promise<IngestOutcome> {
  const firsts = firstOfEach(envelopes);
  const claims = await claimAll([...firsts], ports);
  const claimed = inState('claimed', claims);
  const repeated = [...inState('done', claims), ...envelopes.filter((envelope) => !firsts.has(envelope))];
  const failures = await publish(claimed, duplicatesEnvelopes(repeated), ports);
  const unfinished = [
    ...claims.flatMap((one) => (one.state === 'failed' ? [one.code] : [])),
    ...claims.flatMap((one) => (one.state === 'pending' ? ['TwinInProgress'] : [])),
    ...claimed.flatMap(({ eventKey }) => failures.get(eventKey) ?? []),
  ];
  const accepted = claimed.length - failures.size;
  return { accepted, unfinished, duplicates: envelopes.length - accepted - unfinished.length };
}

function inState(wanted: Claimed['state'], claims: readonly Claimed[]): readonly Envelope[] {
  return claims.filter(({ state }) => state === wanted).map(({ envelope }) => envelope);
}

function firstOfEach(envelopes: readonly Envelope[]): ReadonlySet<Envelope> {
  return new Set([...Map.groupBy(envelopes, ({ eventKey }) => eventKey).values()].flatMap(([first]) => first ?? []));
}

/** Twins in the same moment are usually done a moment later; if not, the vendor is asked to come again. */
async function claimAll(envelopes: readonly Envelope[], ports: IngestPorts): Promise<readonly Claimed[]> {
  const settled: Claimed[] = [];
  let open = envelopes;
  for (let look = 1; ; look += 1) {
    const claims = await claim(open, ports);
    const pending = claims.filter(({ state }) => state === 'pending');
    settled.push(...claims.filter(({ state }) => state !== 'pending'));
    if (pending.length === 0 || look === TWIN_LOOKS) return [...settled, ...pending];
    await ports.sleep(TWIN_PAUSE_MS);
    open = pending.map(({ envelope }) => envelope);
  }
}

async function claim(envelopes: readonly Envelope[], ports: IngestPorts): Promise<readonly Claimed[]> {
  if (envelopes.length === 0) return [];
  const { states, failures } = await ports.claims.claimMany(envelopes.map(({ eventKey }) => eventKey));
  if (failures.size > 0) ports.onClaimErrors('claim', [...failures.values()]);
  // Whether a claim was written is not known; if it was, the vendor's retry should not have to wait for the lease.
  await settle('release', [...failures.keys()], ports);
  return envelopes.map((envelope) => {
    const state = states.get(envelope.eventKey);
    if (state !== undefined) return { envelope, state };
    return { envelope, state: 'failed', code: failures.get(envelope.eventKey) ?? 'NoAnswer' };
  });
}

/** Answers which of the claimed are not known to be on the stream. A failed audit is no failure of theirs. */
async function publish(
  claimed: readonly Envelope[],
  audit: readonly Envelope[],
  ports: IngestPorts,
): Promise<ReadonlyMap<string, string>> {
  const envelopes = [...claimed, ...audit];
  if (envelopes.length === 0) return new Map();
  const refused = await ports.publish(
    envelopes.flatMap((envelope) => encodeEnvelope(envelope).map((data) => ({ eventKey: envelope.eventKey, data }))),
  );
  const failures = new Map(claimed.flatMap(({ eventKey }) => pair(eventKey, refused.get(eventKey))));
  const keys = claimed.map(({ eventKey }) => eventKey);
  await Promise.all([
    settle('release', [...failures.keys()], ports),
    settle(
      'confirm',
      keys.filter((eventKey) => !failures.has(eventKey)),
      ports,
    ),
  ]);
  return failures;
}

function pair(key: string, value: string | undefined): readonly (readonly [string, string])[] {
  return value === undefined ? [] : [[key, value]];
}

async function settle(step: 'confirm' | 'release', eventKeys: readonly string[], ports: IngestPorts): Promise<void> {
  if (eventKeys.length === 0) return;
  const { confirmMany, releaseMany } = ports.claims;
  const failures = await (step === 'confirm' ? confirmMany : releaseMany)(eventKeys);
  if (failures.size > 0) ports.onClaimErrors(step, [...failures.values()]);
}
