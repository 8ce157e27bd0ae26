import type { SocialMetric } from '../../domain/contracts/operations.ts';
import type { Counts } from './counts.ts';
import { type Refreshed, refreshedLines } from './refreshed.ts';

/** What was received in some hours, and what became of it. */
export interface Account {
  /** What the functions counted. */
  readonly counts: Counts;
  /** Events in the lake, of those received in these hours. */
  readonly stored: number;
  /** Items under `failed/`, of those received in these hours; without what was replayed. */
  readonly failed: number;
}

export interface Status {
  readonly hours: number;
  readonly account: Account;
  /** The same of those of the hours that ended over an hour ago. */
  readonly settled: Account;
  /** Why what lies under `failed/` could not be counted; null where it was. */
  readonly problem: string | null;
  /** Events in the lake of these hours, of a kind that is not in the dictionary: `unmapped`. */
  readonly notUnderstood: number;
  /** The age of the newest event, with its unit. */
  readonly freshness: string;
  readonly refreshed: Refreshed;
  readonly nowMs: number;
}

type Line = readonly [name: string, value: number | string, what: string];

/** What `lake status` prints. */
export function formatStatus(status: Status): string {
  const { hours, account, settled, problem, notUnderstood, freshness } = status;
  const { counts, stored } = account;
  const leftOut = counts('transform', 'ItemsLeftOut');
  const lines: readonly Line[] = [
    ...received(counts, hours),
    ['stored', stored, 'of them, rows in the lake'],
    ['not understood', notUnderstood, `of the stored, kept as unmapped${notUnderstood > 0 ? SEE_UNMAPPED : ''}`],
    ['left out', leftOut, 'of them, by the setting leftOutEventTypes'],
    ...(problem === null ? remainder(account, settled, leftOut) : [notCounted(problem)]),
    ['freshness', freshness, 'since the newest event in the lake was received'],
    ...refreshedLines(status.refreshed, status.nowMs),
  ];
  return lines.map(([name, value, what]) => `${name.padEnd(14)}${`${value}`.padStart(10)}  ${what}\n`).join('');
}

const SEE_UNMAPPED = ': npx lake query metric_unmapped_daily';

/** Items neither refused nor stored: failed, or in flight. */
function remainder(account: Account, settled: Account, leftOut: number): readonly Line[] {
  const left = leftOver(account, leftOut);
  // Left-out items are counted a little after they were received: subtracting all of them here would give too few.
  const late = Math.min(left, leftOver(settled, leftOut));
  return [
    ['failed', account.failed, 'of them, kept under failed/'],
    ['in flight', Math.max(0, left), 'of them, on the stream and not in the lake yet'],
    ...(late > 0 ? [isLate(late)] : []),
    ...(left < 0 ? [doesNotAddUp(-left)] : []),
  ];
}

/** Without it nobody can say what is in flight either. */
function notCounted(problem: string): Line {
  return ['failed', '?', `what lies under failed/ could not be counted: ${problem}`];
}

/** What was received and is accounted for nowhere else. Everything that is received and stored was on the stream. */
function leftOver({ counts, stored, failed }: Account, leftOut: number): number {
  const both = bothWays(counts);
  const notStored = both('ItemsDuplicate') + counts('receiver', 'ItemsRejected') + both('ItemsUnfinished');
  return both('ItemsReceived') - notStored - leftOut - stored - failed;
}

/** Firehose delivers within half an hour and keeps what it cannot deliver for a day: what is on it longer needs a look. */
function isLate(items: number): Line {
  return ['  late', items, 'of these, received over an hour ago: docs/runbook.md, “Delivery is behind”'];
}

/**
 * Counted twice is an event that is in the lake and lies under `failed/` as well, as after a replay from `raw/`; a copy
 * of a failure; and what is left out each time it is replayed. Not counted as received is what the stream took although
 * the receiver was not answered.
 */
function doesNotAddUp(items: number): Line {
  const why = 'accounted for than received: replayed from raw/ as well, or stored though the sender was not answered';
  return ['excess', items, `more ${why}`];
}

/** By the front door and by the topic of AWS End User Messaging Social together: an event may come either way. */
function bothWays(counts: Counts): (metric: SocialMetric) => number {
  return (metric) => counts('receiver', metric) + counts('social', metric);
}

function received(counts: Counts, hours: number): readonly Line[] {
  const both = bothWays(counts);
  const byTopic = counts('social', 'ItemsReceived');
  return [
    ['received', both('ItemsReceived'), `items, last ${hours} h`],
    ...(byTopic === 0 ? [] : ([['by topic', byTopic, 'of them, by AWS End User Messaging Social']] as const)),
    ['duplicates', both('ItemsDuplicate'), 'of them, received before'],
    ['rejected', counts('receiver', 'ItemsRejected'), 'rejected by validation (sender notified)'],
    ['unfinished', both('ItemsUnfinished'), 'of them, not stored; the sender retries them'],
  ];
}
