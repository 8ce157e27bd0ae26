import { DAY_MS, HOUR_MS } from './distributions.ts';
import { offsetMs } from './eras.ts';
import { ACCOUNTS, type Account } from './world.ts';

/** How many messages leave an account in an hour. */
export interface Slot {
  readonly account: Account;
  readonly startMs: number;
  readonly messages: number;
}

/** By the hour of the account's day: a quiet night, a peak before noon and one in the evening. */
const BY_HOUR = [1, 0, 0, 0, 0, 1, 3, 8, 22, 45, 62, 70, 55, 40, 42, 45, 48, 55, 68, 64, 45, 24, 9, 3] as const;
/** From Sunday. */
const BY_WEEKDAY = [0.35, 1, 1.05, 1.05, 1, 1.1, 0.55] as const;

/** How busy the business is in the hour that begins at a time (milliseconds since the epoch): 1 is usual, 0 is closed. */
export type Pace = (startMs: number) => number;

export const EVEN: Pace = () => 1;

/** Spreads the messages over the hours of the days from `fromMs` until before `endMs`, to the last one. */
export function* slots(messages: number, fromMs: number, endMs: number, pace = EVEN): Generator<Slot> {
  const weight = (account: Account, startMs: number) => usualWeight(account, startMs) * pace(startMs);
  const whole = totalWeight(weight, fromMs, endMs);
  let weightSoFar = 0;
  let sentSoFar = 0;
  for (let startMs = fromMs; startMs < endMs; startMs += HOUR_MS) {
    for (const account of ACCOUNTS) {
      weightSoFar += weight(account, startMs);
      const dueByNow = Math.round((messages * weightSoFar) / whole);
      yield { account, startMs, messages: dueByNow - sentSoFar };
      sentSoFar = dueByNow;
    }
  }
}

function totalWeight(weight: (account: Account, startMs: number) => number, fromMs: number, endMs: number): number {
  const sums = ACCOUNTS.map((account) => {
    let sum = 0;
    for (let startMs = fromMs; startMs < endMs; startMs += HOUR_MS) sum += weight(account, startMs);
    return sum;
  });
  return sums.reduce((all, sum) => all + sum, 0);
}

function usualWeight({ zone }: Account, atMs: number): number {
  const localMs = atMs + offsetMs(zone, atMs);
  const hour = Math.floor(localMs / HOUR_MS) % 24;
  // The epoch began on a Thursday.
  const weekday = (Math.floor(localMs / DAY_MS) + 4) % 7;
  return (BY_HOUR[hour] ?? 1) * (BY_WEEKDAY[weekday] ?? 1);
}
