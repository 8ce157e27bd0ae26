import type { CallOutcome } from './call-outcomes.ts';
import { START_MS } from './virtual-time.ts';

/** One line of what happened, and when in virtual time. */
export function traceLine(nowMs: number, actor: string, what: string): string {
  const seconds = ((nowMs - START_MS) / 1000).toFixed(3);
  return `${`+${seconds}`.padStart(12)} s  ${actor.padEnd(8)} ${what}`;
}

/** A fault in words: what the caller hears, and what becomes of the call all the same. */
export function faultInWords({ fault, effectMs, replyMs, error, crashMs, freezeMs }: CallOutcome): string {
  const effect = effectMs === null ? 'never carried out' : `carried out after ${effectMs} ms`;
  if (crashMs !== null) return `the process dies after ${crashMs} ms; the call is ${effect}`;
  if (freezeMs > 0) return `the process stands still for ${freezeMs} ms; the call is ${effect}`;
  const reply = replyMs === null ? 'no answer' : `${error ?? 'answer'} after ${replyMs} ms`;
  return `${fault}: ${reply}; ${effect}`;
}
