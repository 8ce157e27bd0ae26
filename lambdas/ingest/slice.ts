import { type Envelope, encodeEnvelope } from '../../domain/event/envelope.ts';
import type { ClaimState, Claims } from './claim-protocol.ts';
import type { EncodedItem, Slice, SliceLimits } from './slices.ts';
import type { Publish } from './stream.ts';
import { isThrottle } from './throttles.ts';
import type { Timing } from './timing.ts';

export interface IngestPorts {
  readonly claims: Claims;
  readonly publish: Publish;
  readonly sleep: Timing['sleep'];
  /** Milliseconds until no further slice may be begun; negative afterwards. */
  readonly timeLeftMs: () => number;
  readonly sliceLimits: SliceLimits;
  /** Called with the error codes of failed claim, confirm or release calls. The lease mends the latter two. */
  readonly onClaimErrors: (step: 'claim' | 'confirm' | 'release', codes: readonly string[]) => void;
}

export interface SliceOutcome {
  readonly accepted: number;
  /** Items that were on the stream already. */
  readonly repeated: readonly Envelope[];
  readonly unfinished: readonly string[];
  /** The code of a service that throttles, or that took nothing of the slice: a further slice would only add to it. */
  readonly stopCode: string | null;
}

/** What goes on the stream about the duplicates that a slice held. */
type AuditOf = (repeated: readonly Envelope[]) => readonly Envelope[];

const IN_PROGRESS = 'DuplicateInProgress';
const MAX_LOOKS = 4;
const LOOK_PAUSE_MS = 150;

interface Claimed {
  readonly item: EncodedItem;
  readonly state: ClaimState | 'failed';
  /** Of a claim that failed. */
  readonly code?: string;
}

/**
 * Claim, publish, confirm the items of one slice. One of several has a claim as a whole besides: it is done when each of
 * its items is, and then the vendor's retry need not look at them again.
 */
export async function takeSlice(slice: Slice, auditOf: AuditOf, ports: IngestPorts): Promise<SliceOutcome> {
  const envelopes = slice.items.map(({ envelope }) => envelope);
  switch (await stateOf(slice, ports)) {
    case 'done':
      await publishAlone(auditOf(envelopes), ports);
      return { accepted: 0, repeated: envelopes, unfinished: [], stopCode: null };
    case 'pending':
      await publishAlone(auditOf([]), ports);
      return { accepted: 0, repeated: [], unfinished: envelopes.map(() => IN_PROGRESS), stopCode: null };
    case 'claimed': {
      const outcome = await takeItems(slice.items, auditOf, ports);
      if (slice.key !== null) await settle(outcome.unfinished.length === 0 ? 'confirm' : 'release', [slice.key], ports);
      return outcome;
    }
  }
}

/** A claim on the slice that fails stops nothing: the items have claims of their own. */
async function stateOf({ key }: Slice, ports: IngestPorts): Promise<ClaimState> {
  if (key === null) return 'claimed';
  const { states, failures } = await ports.claims.claimMany([key]);
  if (failures.size > 0) ports.onClaimErrors('claim', [...failures.values()]);
  return states.get(key) ?? 'claimed';
}

async function takeItems(items: readonly EncodedItem[], auditOf: AuditOf, ports: IngestPorts): Promise<SliceOutcome> {
  const claims = await claimAll(items, ports);
  const inState = (wanted: Claimed['state']) => claims.filter(({ state }) => state === wanted).map(({ item }) => item);
  const claimed = inState('claimed');
  const repeated = inState('done').map(({ envelope }) => envelope);
  const refused = await publish(claimed, auditOf(repeated), ports);
  const failed = claims.flatMap(({ state, code }) => (state === 'failed' ? [code ?? 'NoAnswer'] : []));
  const failures = [...failed, ...refused.values()];
  const accepted = claimed.length - refused.size;
  const unfinished = [...failures, ...inState('pending').map(() => IN_PROGRESS)];
  return { accepted, repeated, unfinished, stopCode: stopCodeOf(failures, items.length) };
}

function stopCodeOf(failures: readonly string[], items: number): string | null {
  const throttled = failures.find(isThrottle);
  if (throttled !== undefined) return throttled;
  return failures.length === items ? (failures[0] ?? null) : null;
}

/** Concurrent duplicates are usually done a moment later; if not, the vendor is asked to come again. */
async function claimAll(items: readonly EncodedItem[], ports: IngestPorts): Promise<readonly Claimed[]> {
  let settled: readonly Claimed[] = [];
  let open = items;
  for (let look = 1; ; look += 1) {
    const claims = await claim(open, ports);
    const pending = claims.filter(({ state }) => state === 'pending');
    settled = [...settled, ...claims.filter(({ state }) => state !== 'pending')];
    if (pending.length === 0 || look === MAX_LOOKS) return [...settled, ...pending];
    await ports.sleep(LOOK_PAUSE_MS);
    open = pending.map(({ item }) => item);
  }
}

async function claim(items: readonly EncodedItem[], ports: IngestPorts): Promise<readonly Claimed[]> {
  const { states, failures } = await ports.claims.claimMany(items.map(({ envelope }) => envelope.eventKey));
  if (failures.size > 0) ports.onClaimErrors('claim', [...failures.values()]);
  // Whether a claim was written is not known; if it was, the vendor's retry should not have to wait for the lease.
  await settle('release', [...failures.keys()], ports);
  return items.map((item) => {
    const state = states.get(item.envelope.eventKey);
    if (state !== undefined) return { item, state };
    return { item, state: 'failed', code: failures.get(item.envelope.eventKey) ?? 'NoAnswer' };
  });
}

/** Answers which of the claimed are not known to be on the stream. A failed audit is no failure of theirs. */
async function publish(
  claimed: readonly EncodedItem[],
  audit: readonly Envelope[],
  ports: IngestPorts,
): Promise<ReadonlyMap<string, string>> {
  const items = [...claimed, ...audit.map((envelope) => ({ envelope, records: encodeEnvelope(envelope) }))];
  if (items.length === 0) return new Map();
  const refused = await ports.publish(
    items.flatMap(({ envelope: { eventKey }, records }) => records.map((data) => ({ eventKey, data }))),
  );
  const keys = claimed.map(({ envelope }) => envelope.eventKey);
  const failures = new Map(keys.flatMap((key) => pair(key, refused.get(key))));
  const stored = keys.filter((key) => !failures.has(key));
  await Promise.all([settle('release', [...failures.keys()], ports), settle('confirm', stored, ports)]);
  return failures;
}

export async function publishAlone(audit: readonly Envelope[], ports: IngestPorts): Promise<void> {
  await publish([], audit, ports);
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
