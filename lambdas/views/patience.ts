/**
 * What is worth trying again while a stack is deployed. IAM's policies take effect some seconds after they are made, so
 * that the first statements of a new role may be refused; and Glue refuses two changes of one thing at the same time.
 */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Clock {
  readonly nowMs: () => number;
  readonly pause: (ms: number) => Promise<unknown>;
}

const MACHINE: Clock = { nowMs: Date.now, pause: sleep };

const PATIENCE_MS = 60_000;
const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 10_000;

/** Errors that AWS names, and what Athena says of those that it met in its caller's name. */
const PASSING_NAMES = new Set(['AccessDenied', 'AccessDeniedException', 'ConcurrentModificationException']);
const PASSING_TEXTS =
  /Insufficient permissions|not authorized to perform|Access ?Denied|Unable to verify\/create output bucket|ConcurrentModificationException/i;

/** Lake Formation's own refusals: a grant is missing, which does not come by waiting. */
const LAKE_FORMATION = /Lake ?Formation|does not have any privilege on specified resource/i;

/** Tries again, for a minute and with growing pauses, what fails in a way that passes. @throws the last error. */
export async function withPatience<T>(work: () => Promise<T>, { nowMs, pause }: Clock = MACHINE): Promise<T> {
  const untilMs = nowMs() + PATIENCE_MS;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      refuseLakeFormation(error);
      if (!mayPass(error) || nowMs() + pauseMs > untilMs) throw error;
      await pause(pauseMs);
    }
  }
}

export function mayPass(error: unknown): boolean {
  return error instanceof Error && (PASSING_NAMES.has(error.name) || PASSING_TEXTS.test(error.message));
}

function refuseLakeFormation(cause: unknown): void {
  if (!(cause instanceof Error && LAKE_FORMATION.test(cause.message))) return;
  throw new Error(
    'Lake Formation controls this account’s data catalog and has not granted the stack’s role what the statement needs. ' +
      `Grant the role its database and tables there, or let IAM alone control them, then deploy again. AWS says: ${cause.message}`,
    { cause },
  );
}
