import type { LambdaClient } from '@aws-sdk/client-lambda';
import { newestOf, type ReplayAnswer, replayAnswerSchema } from '../../domain/contracts/replay/answer.ts';
import type { ReplayRequestText } from '../../domain/contracts/replay/request.ts';
import { answerOf } from './invoke.ts';

/**
 * One run of the stack's reprocess function after the other, each from where the one before ended, until `limit`
 * records were put, nothing is left, or `goOn` says no. Throws with the function's own words when it fails.
 */
export async function* replayRuns(
  client: LambdaClient,
  functionName: string,
  request: ReplayRequestText,
  goOn: () => boolean = () => true,
): AsyncGenerator<ReplayAnswer> {
  const { limit, ...selection } = request;
  let cursor = request.cursor;
  let left = limit ?? Number.POSITIVE_INFINITY;
  while (left > 0 && goOn()) {
    const asked: ReplayRequestText = { ...selection, cursor, ...(limit === undefined ? {} : { limit: left }) };
    const answer = replayAnswerSchema.parse(await answerOf(client, functionName, asked));
    yield answer;
    if (answer.cursor === null) return;
    if (answer.cursor === cursor) throw new Error('No progress since the last run. See the function’s log.');
    cursor = answer.cursor;
    left -= request.dryRun ? answer.matched : answer.put;
  }
}

/** The counts of several runs as those of one; the cursor is the last one's. */
export function together(a: ReplayAnswer, b: ReplayAnswer): ReplayAnswer {
  return {
    ...b,
    read: a.read + b.read,
    matched: a.matched + b.matched,
    put: a.put + b.put,
    unreadable: a.unreadable + b.unreadable,
    skipped: sums(a.skipped, b.skipped),
    bySourceAndKind: sums(a.bySourceAndKind, b.bySourceAndKind),
    failures: [...a.failures, ...b.failures],
    failedItemsByHour: sums(a.failedItemsByHour, b.failedItemsByHour),
    newestFailed: newestOf([...a.newestFailed, ...b.newestFailed]),
  };
}

function sums(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Record<string, number> {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Object.fromEntries(names.map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)]));
}

export const NO_RUN: ReplayAnswer = {
  read: 0,
  matched: 0,
  put: 0,
  unreadable: 0,
  skipped: {},
  bySourceAndKind: {},
  failures: [],
  failedItemsByHour: {},
  newestFailed: [],
  cursor: null,
  done: true,
};
