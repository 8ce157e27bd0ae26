import {
  type FailedItem,
  type FailureGroup,
  MAX_NEWEST_FAILED,
  newestOf,
  type ReplayAnswer,
  type SkipReason,
} from '../../domain/contracts/replay/answer.ts';
import type { Failure } from './judge.ts';

/** What became of one line in the end. */
export interface Outcome {
  readonly result: 'put' | 'counted' | 'passed' | 'unreadable' | SkipReason;
  /** `source/kind`, of what the request means. */
  readonly name?: string;
  readonly failure?: Failure & { readonly type: string };
}

/** The counts of a run. */
export class Tally {
  private read = 0;
  private matched = 0;
  private put = 0;
  private unreadable = 0;
  private readonly skipped = new Map<string, number>();
  private readonly names = new Map<string, number>();
  private readonly failures = new Map<string, FailureGroup>();
  private readonly failedItems = new Map<string, number>();
  private newestFailed: FailedItem[] = [];

  add({ result, name, failure }: Outcome): void {
    this.read += 1;
    if (failure !== undefined) this.addFailure(failure);
    if (name !== undefined) {
      this.matched += 1;
      this.names.set(name, (this.names.get(name) ?? 0) + 1);
    }
    if (result === 'put') this.put += 1;
    else if (result === 'unreadable') this.unreadable += 1;
    else if (result !== 'counted' && result !== 'passed') this.skip(result);
  }

  /** Something that was not put and is no line that was read. */
  skip(reason: SkipReason, count = 1): void {
    if (count > 0) this.skipped.set(reason, (this.skipped.get(reason) ?? 0) + count);
  }

  answer(cursor: string | null): ReplayAnswer {
    return {
      read: this.read,
      matched: this.matched,
      put: this.put,
      skipped: Object.fromEntries(this.skipped),
      bySourceAndKind: Object.fromEntries(this.names),
      failures: [...this.failures.values()],
      failedItemsByHour: Object.fromEntries(this.failedItems),
      newestFailed: newestOf(this.newestFailed),
      unreadable: this.unreadable,
      cursor,
      done: cursor === null,
    };
  }

  private addFailure(failure: Failure & { readonly type: string }): void {
    const { type, code, reason, arrivedAtMs, receivedAtMs } = failure;
    if (receivedAtMs !== null) {
      const hour = hourOf(receivedAtMs);
      this.failedItems.set(hour, (this.failedItems.get(hour) ?? 0) + 1);
    }
    this.addToNewest(failure);
    const id = `${type} ${code} ${reason}`;
    const group = this.failures.get(id) ?? { type, code, reason, count: 0, firstSeenMs: null, lastSeenMs: null };
    this.failures.set(id, {
      ...group,
      count: group.count + 1,
      firstSeenMs: earliest(group.firstSeenMs, arrivedAtMs),
      lastSeenMs: latest(group.lastSeenMs, arrivedAtMs),
    });
  }

  private addToNewest({ reason, arrivedAtMs, receivedAtMs, item }: Failure): void {
    const { source, kind, eventKey } = item ?? { source: null, kind: null, eventKey: null };
    this.newestFailed.push({ source, kind, eventKey, reason, receivedAtMs: receivedAtMs ?? arrivedAtMs ?? 0 });
    // Sorted now and then, so that it stays short.
    if (this.newestFailed.length >= 20 * MAX_NEWEST_FAILED) this.newestFailed = newestOf(this.newestFailed);
  }
}

/** `2026-11-20T10` */
function hourOf(instantMs: number): string {
  return new Date(instantMs).toISOString().slice(0, '2026-11-20T10'.length);
}

function earliest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

function latest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}
