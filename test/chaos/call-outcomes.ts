import type { BatchStatementErrorCodeEnum } from '@aws-sdk/client-dynamodb';
import type { Chance } from './chance.ts';
import {
  CLAIM_FAULTS,
  type ClaimFault,
  type Fault,
  type FaultProfile,
  PROCESS_FAULTS,
  STREAM_FAULTS,
  type StreamFault,
} from './fault-profile.ts';

/** What becomes of one call over the wire; durations count from its sending. */
export interface CallOutcome<F extends Fault = Fault> {
  readonly fault: F | null;
  /** When the service carries it out; null for never. */
  readonly effectMs: number | null;
  /** When the caller hears of it; null for never. */
  readonly replyMs: number | null;
  /** The error that the caller hears instead of the service's answer. */
  readonly error: string | null;
  /** When the process of the caller ends, if it does. */
  readonly crashMs: number | null;
  /** For how long the process of the caller stands still. */
  readonly freezeMs: number;
}

/** `requestTimeout` of the clients (lambdas/aws/ingest-ports.ts). */
const CLIENT_TIMEOUT_MS = 4_000;
const THROTTLED_CLAIMS = 'ProvisionedThroughputExceededException';
/** Firehose throttles whole calls, and single records inside a 200, by this code. */
export const THROTTLED_STREAM = 'ServiceUnavailableException';

/** The outcome of one call to the table of claims. */
export function claimOutcome(chance: Chance, faultProfile: FaultProfile): CallOutcome {
  const fine = calm(chance);
  switch (drawn(chance, faultProfile, CLAIM_FAULTS)) {
    case null:
      return fine;
    case 'claims throttled':
      return { ...fine, fault: 'claims throttled', effectMs: null, error: THROTTLED_CLAIMS };
    case 'claims failed':
      return { ...fine, fault: 'claims failed', effectMs: maybe(chance, fine.effectMs), error: 'InternalServerError' };
    case 'claims timed out':
      return timedOut(chance, 'claims timed out');
    case 'claims slow':
      return slow(chance, 'claims slow');
    case 'claims partial':
      return { ...fine, fault: 'claims partial' };
    case 'crash':
      return crash(chance);
    case 'freeze':
      return { ...fine, fault: 'freeze', freezeMs: chance.between(1_000, 60_000) };
  }
}

/** The outcome of one statement of a batch: the codes that stand in a 200 in place of exceptions. */
export function statementOutcome(
  chance: Chance,
  { fault }: CallOutcome,
): { readonly isCarriedOut: boolean; readonly code: BatchStatementErrorCodeEnum | null } {
  if (fault !== 'claims partial' || chance.chance(0.5)) return { isCarriedOut: true, code: null };
  if (chance.chance(0.5)) return { isCarriedOut: false, code: 'ThrottlingError' };
  return { isCarriedOut: chance.chance(0.5), code: 'InternalServerError' };
}

/** The outcome of one call to the stream. What becomes of its records one by one is `recordOutcome`'s. */
export function streamOutcome(chance: Chance, faultProfile: FaultProfile): CallOutcome {
  const fine = calm(chance);
  const fault = drawn(chance, faultProfile, STREAM_FAULTS);
  switch (fault) {
    case null:
      return fine;
    case 'stream throttled':
      return { ...fine, fault, effectMs: null, error: THROTTLED_STREAM };
    case 'stream timed out':
      return timedOut(chance, fault);
    case 'stream hung':
      return { ...fine, fault, effectMs: maybe(chance, fine.effectMs), replyMs: null };
    case 'stream partial':
    case 'stream twice':
      return { ...fine, fault };
    case 'stream slow':
      return slow(chance, fault);
    case 'crash':
      return crash(chance);
    case 'freeze':
      return { ...fine, fault, freezeMs: chance.between(1_000, 60_000) };
  }
}

function drawn<F extends ClaimFault | StreamFault>(chance: Chance, faultProfile: FaultProfile, own: readonly F[]) {
  const possible = [...own, ...PROCESS_FAULTS].filter((fault) => faultProfile.faults.has(fault));
  if (possible.length === 0 || !chance.strikes(faultProfile.rate)) return null;
  return possible[chance.between(0, possible.length - 1)] ?? null;
}

function calm(chance: Chance): CallOutcome {
  const effectMs = chance.between(1, 20);
  const replyMs = effectMs + chance.between(1, 20);
  return { fault: null, effectMs, replyMs, error: null, crashMs: null, freezeMs: 0 };
}

/** Carried out before the caller gave up, or not at all, or long after: nobody knows (AWS: "may or may not"). */
function timedOut(chance: Chance, fault: Fault): CallOutcome {
  const effectMs = chance.pick([chance.between(1, CLIENT_TIMEOUT_MS), null, chance.between(CLIENT_TIMEOUT_MS, 60_000)]);
  return { fault, effectMs, replyMs: CLIENT_TIMEOUT_MS, error: 'TimeoutError', crashMs: null, freezeMs: 0 };
}

function slow(chance: Chance, fault: Fault): CallOutcome {
  const replyMs = chance.between(500, CLIENT_TIMEOUT_MS - 1);
  return { fault, effectMs: chance.between(1, replyMs), replyMs, error: null, crashMs: null, freezeMs: 0 };
}

/** Before the call is sent, while it is under way, or when its answer has come. */
function crash(chance: Chance): CallOutcome {
  const fine = calm(chance);
  const effectMs = chance.pick([null, fine.effectMs, chance.between(1_000, 60_000)]);
  return { ...fine, fault: 'crash', effectMs, replyMs: null, crashMs: chance.between(0, 60) };
}

function maybe(chance: Chance, effectMs: number | null): number | null {
  return chance.chance(0.5) ? effectMs : null;
}
