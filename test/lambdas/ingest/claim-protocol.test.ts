import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ClaimSettings,
  isOwn,
  mayBeTaken,
  pendingClaim,
  type StoredClaim,
  secondsOf,
  stateFor,
} from '../../../lambdas/ingest/claim-protocol.ts';

const NOW_MS = 1_795_176_000_000;
const NOW_SECONDS = NOW_MS / 1000;
const SETTINGS: ClaimSettings = { owner: 'us', leaseSeconds: 20, ttlDays: 14 };
const LEASE_MS = SETTINGS.leaseSeconds * 1_000;
const TTL_MS = SETTINGS.ttlDays * 86_400_000;

test('a new claim is pending, its owner’s, and has a lease and an end', () => {
  expect(pendingClaim(SETTINGS, NOW_MS)).toEqual({
    state: 'pending',
    owner: 'us',
    leaseUntilMs: NOW_MS + LEASE_MS,
    expiresAtSeconds: (NOW_MS + TTL_MS) / 1000,
  });
});

/** [what it is, state, leaseUntilMs, expiresAtSeconds, may it be taken] */
const CASES: readonly (readonly [string, string | undefined, number | undefined, number | undefined, boolean])[] = [
  ['pending, on the last millisecond of its lease', 'pending', NOW_MS, NOW_SECONDS + 1, false],
  ['pending, a millisecond after its lease', 'pending', NOW_MS - 1, NOW_SECONDS + 1, true],
  ['pending, without a lease', 'pending', undefined, NOW_SECONDS + 1, true],
  ['pending and expired, its lease not over', 'pending', NOW_MS + 1, NOW_SECONDS - 1, true],
  ['done, in its last second', 'done', undefined, NOW_SECONDS, false],
  ['done, a second after its end', 'done', undefined, NOW_SECONDS - 1, true],
  ['done, with a lease that a mistake left there', 'done', NOW_MS - 1, NOW_SECONDS + 1, false],
  ['done, without an end', 'done', undefined, undefined, true],
  ['of an unknown state, its lease over', 'paused', NOW_MS - 1, NOW_SECONDS + 1, true],
  ['of an unknown state, its lease not over', 'paused', NOW_MS, NOW_SECONDS + 1, false],
  ['empty', undefined, undefined, undefined, true],
];

test.each(CASES)('a claim that is %s', (_name, state, leaseUntilMs, expiresAtSeconds, expected) => {
  expect(mayBeTaken({ state, owner: 'them', leaseUntilMs, expiresAtSeconds }, NOW_MS)).toBe(expected);
});

describe('a claim that could not be taken means', () => {
  test.each([
    ['done, whoever published it', { state: 'done', owner: 'them' }, 'done'],
    ['done, also when we did', { state: 'done', owner: 'us' }, 'done'],
    ['pending while another publishes it', { state: 'pending', owner: 'them' }, 'pending'],
    ['claimed when it is our own', { state: 'pending', owner: 'us' }, 'claimed'],
    ['pending when nobody is named', { state: 'pending', owner: undefined }, 'pending'],
    ['pending when it is gone by now', undefined, 'pending'],
  ] as const)('%s', (_name, claim, expected) => {
    const stored = claim && { ...claim, leaseUntilMs: NOW_MS, expiresAtSeconds: NOW_SECONDS };
    expect(stateFor('us', stored)).toBe(expected);
  });
});

describe('of any claim', () => {
  const settings = fc.record({
    owner: fc.string({ minLength: 1 }),
    leaseSeconds: fc.integer({ min: 1, max: 900 }),
    ttlDays: fc.integer({ min: 1, max: 30 }),
  });
  const times = fc.integer({ min: 0, max: 2 ** 41 });

  test('nobody may take it until its lease is over, and anybody afterwards', () => {
    fc.assert(
      fc.property(settings, times, fc.nat({ max: 3_000_000_000 }), (given, madeMs, laterMs) => {
        const claim = pendingClaim(given, madeMs);
        expect(mayBeTaken(claim, madeMs + laterMs)).toBe(laterMs > given.leaseSeconds * 1_000);
      }),
    );
  });

  test('once it is done nobody may take it until it expires', () => {
    fc.assert(
      fc.property(settings, times, fc.nat({ max: 3_000_000_000 }), (given, madeMs, laterMs) => {
        const done: StoredClaim = { ...pendingClaim(given, madeMs), state: 'done', leaseUntilMs: undefined };
        const hasExpired = secondsOf(madeMs + laterMs) > secondsOf(madeMs) + given.ttlDays * 86_400;
        expect(mayBeTaken(done, madeMs + laterMs)).toBe(hasExpired);
      }),
    );
  });

  test('it is its owner’s and nobody else’s', () => {
    fc.assert(
      fc.property(settings, fc.string(), times, (given, other, nowMs) => {
        const claim = pendingClaim(given, nowMs);
        expect(isOwn(claim, other)).toBe(other === given.owner);
        expect(stateFor(other, claim)).toBe(other === given.owner ? 'claimed' : 'pending');
      }),
    );
  });
});

type Step = 'claim' | 'confirm' | 'release';

/** One claim in a variable, kept by the protocol's rules alone. */
class OneClaim {
  stored: StoredClaim | undefined;

  do(step: Step, owner: string, nowMs: number): string | null {
    if (step === 'claim') return this.claim(owner, nowMs);
    if (this.stored === undefined || !isOwn(this.stored, owner)) return null;
    this.stored = step === 'release' ? undefined : { ...this.stored, state: 'done', leaseUntilMs: undefined };
    return step;
  }

  private claim(owner: string, nowMs: number): string {
    if (this.stored !== undefined && !mayBeTaken(this.stored, nowMs)) return stateFor(owner, this.stored);
    this.stored = pendingClaim({ ...SETTINGS, owner }, nowMs);
    return 'claimed';
  }
}

/** Whether a claim keeps others away at a moment: it is done or its lease runs, and it has not expired. */
function isHeld({ state, leaseUntilMs = 0, expiresAtSeconds = 0 }: StoredClaim, nowMs: number): boolean {
  return expiresAtSeconds >= secondsOf(nowMs) && (state === 'done' || leaseUntilMs >= nowMs);
}

test('whatever several owners do, in whatever order, what one holds no other takes, confirms or releases', () => {
  const steps = fc.array(
    fc.tuple(
      fc.constantFrom<Step>('claim', 'confirm', 'release'),
      fc.constantFrom('a', 'b', 'c'),
      fc.constantFrom(0, 1, LEASE_MS, LEASE_MS + 1, TTL_MS + 1_000),
    ),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(steps, (sequence) => {
      const one = new OneClaim();
      let nowMs = NOW_MS;
      for (const [step, owner, laterMs] of sequence) {
        nowMs += laterMs;
        const before = one.stored;
        const answer = one.do(step, owner, nowMs);
        if (before === undefined || before.owner === owner || !isHeld(before, nowMs)) continue;
        expect([one.stored, answer]).toEqual([before, step === 'claim' ? before.state : null]);
      }
    }),
  );
});
