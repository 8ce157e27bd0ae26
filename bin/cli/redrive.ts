import type { DeadLetters } from './dead-letters.ts';

/** What became of the messages that a run tried; each is tried once. */
export interface Redriven {
  readonly stored: number;
  readonly unreadable: number;
  /** By the type of the function's error. */
  readonly failed: Readonly<Record<string, number>>;
  /** Whether it ended because so many failed in a row. */
  readonly gaveUp: boolean;
}

export interface RedriveOptions {
  /** The most messages to try. */
  readonly limit: number;
  /** Whether to end before the next message. */
  readonly stop: () => boolean;
  readonly onMessage: (tried: number) => void;
}

/** Where nothing works, trying all the others only keeps the function busy. */
const MAX_FAILED_IN_A_ROW = 10;

/** Tries each message of the queue once: until none is left but those that were tried, or until `limit`. */
export async function redrive(letters: DeadLetters, { limit, stop, onMessage }: RedriveOptions): Promise<Redriven> {
  const tried = new Set<string>();
  const failed: Record<string, number> = {};
  let [stored, unreadable, inARow] = [0, 0, 0];
  const goOn = () => !stop() && tried.size < limit && inARow < MAX_FAILED_IN_A_ROW;
  while (goOn()) {
    const messages = await letters.receive(limit - tried.size);
    // One that failed is seen again once it is no longer hidden.
    const fresh = messages.filter(({ MessageId = '' }) => !tried.has(MessageId));
    if (fresh.length === 0) break;
    for (const message of fresh) {
      if (!goOn()) break;
      const outcome = await letters.redrive(message);
      tried.add(message.MessageId ?? '');
      inARow = outcome.is === 'failed' ? inARow + 1 : 0;
      if (outcome.is === 'stored') stored += 1;
      else if (outcome.is === 'unreadable') unreadable += 1;
      else failed[outcome.errorType] = (failed[outcome.errorType] ?? 0) + 1;
      onMessage(tried.size);
    }
  }
  return { stored, unreadable, failed, gaveUp: inARow >= MAX_FAILED_IN_A_ROW };
}

/** What `lake replay --from social` prints when it is done. */
export function redriveLines({ stored, unreadable, failed, gaveUp }: Redriven): string {
  const lines: (readonly [string, number, string])[] = [
    ['stored', stored, 'and deleted from the queue'],
    ...Object.entries(failed).map(([type, n]) => [`failed: ${type}`, n, 'kept in the queue'] as const),
    ...(unreadable > 0 ? [['unreadable', unreadable, 'kept: no record of a failed invocation'] as const] : []),
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  const text = lines.map(([name, n, what]) => `${name.padEnd(width)}${`${n}`.padStart(10)}  ${what}`).join('\n');
  const why =
    Object.keys(failed).length === 0
      ? ''
      : 'The log of the function says why; what is kept is visible again in 5 minutes.\n';
  const end = gaveUp ? `Ended: ${MAX_FAILED_IN_A_ROW} messages in a row failed. Fix the cause first.\n` : '';
  return `Replayed\n${text}\n${why}${end}`;
}
