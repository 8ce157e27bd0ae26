/**
 * Two-state claims on event keys: pending with a lease, then done. Here are the types and the rules of the lease; how a
 * store keeps claims is its own (lambdas/aws/claims.ts).
 */

/**
 * `claimed`: ours to publish. `done`: published before, a duplicate. `pending`: another request is publishing it now
 * and has not said how that ended.
 */
export type ClaimState = 'claimed' | 'done' | 'pending';

/** By event key, the code of the service's error, or its name. */
export type Failures = ReadonlyMap<string, string>;

/** A key is in one of the two: the failed may be claimed or not. */
export interface Claiming {
  readonly states: ReadonlyMap<string, ClaimState>;
  readonly failures: Failures;
}

/** Claims on event keys, which must differ. Nothing here throws. */
export interface Claims {
  readonly claimMany: (eventKeys: readonly string[]) => Promise<Claiming>;
  /** After publishing. Answers those that could not be written; their events are durable all the same. */
  readonly confirmMany: (eventKeys: readonly string[]) => Promise<Failures>;
  /** After publishing failed, so that a retry need not wait for the lease. Answers those that may still be held. */
  readonly releaseMany: (eventKeys: readonly string[]) => Promise<Failures>;
}

export interface ClaimSettings {
  /**
   * Who claims: unique to the run of the function, so that a slow first owner cannot undo a second one's work. A request
   * id alone is not: Lambda gives the retries of an asynchronous invocation that of the first.
   */
  readonly owner: string;
  /** Longer than the function can run: when a lease ends, its owner is dead. */
  readonly leaseSeconds: number;
  /** Longer than the vendor retries (Meta: 7 days). */
  readonly ttlDays: number;
}

/** A claim as a store has it. A member is undefined where it is missing or cannot be read. */
export interface StoredClaim {
  readonly state: string | undefined;
  readonly owner: string | undefined;
  /** Milliseconds since the epoch; only of a pending claim. */
  readonly leaseUntilMs: number | undefined;
  /** Seconds since the epoch, as DynamoDB's TTL has it. */
  readonly expiresAtSeconds: number | undefined;
}

export interface PendingClaim extends StoredClaim {
  readonly state: 'pending';
  readonly owner: string;
  readonly leaseUntilMs: number;
  readonly expiresAtSeconds: number;
}

/** A new claim, made at the moment by which it is judged later. */
export function pendingClaim({ owner, leaseSeconds, ttlDays }: ClaimSettings, nowMs: number): PendingClaim {
  return {
    state: 'pending',
    owner,
    leaseUntilMs: nowMs + leaseSeconds * 1000,
    expiresAtSeconds: secondsOf(nowMs) + ttlDays * 86_400,
  };
}

/**
 * Whether anybody may take it: it has expired (DynamoDB's TTL sweeps late, so expiry is tested here), or it is pending
 * and its lease has ended. A number that is missing holds nothing for good. To take it, the write itself must be
 * conditional on this: between the look and the write another may take it.
 */
export function mayBeTaken({ state, leaseUntilMs, expiresAtSeconds }: StoredClaim, nowMs: number): boolean {
  if (expiresAtSeconds === undefined || expiresAtSeconds < secondsOf(nowMs)) return true;
  return state !== 'done' && (leaseUntilMs === undefined || leaseUntilMs < nowMs);
}

/** Whose it is: only its owner may confirm or release it. */
export function isOwn({ owner }: StoredClaim, self: string): boolean {
  return owner === self;
}

/**
 * What a claim that could not be taken means to whoever wanted it; undefined for one that is gone by now. A pending claim
 * of our own is the SDK's retry of a write whose answer was lost: it is ours.
 */
export function stateFor(self: string, claim: StoredClaim | undefined): ClaimState {
  if (claim?.state === 'done') return 'done';
  return claim !== undefined && isOwn(claim, self) ? 'claimed' : 'pending';
}

/** The unit in which claims expire. */
export function secondsOf(nowMs: number): number {
  return Math.floor(nowMs / 1000);
}
