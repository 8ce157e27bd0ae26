import { type Busy, type LeasePorts, withLease } from '../aws/lease.ts';
import { type Compaction, type CompactionReport, compact } from './compact.ts';
import type { CompactionRequest } from './request.ts';

/** One call of the function. */
export interface Call {
  /** Of the call's log lines. */
  readonly requestId: string;
  /** Until the function is ended. */
  readonly timeLeftMs: () => number;
  /** Called with the report of each run that ended well. */
  readonly onRun: (report: CompactionReport) => void;
  /** Has what is computed from the rows computed again, after the call and only if it changed some. */
  readonly startRefresh: () => Promise<void>;
}

/** A lake that was never compacted has many days; what is left is for the next call. */
const TIME_FOR_ONE_MORE_MS = 8 * 60_000;

/** Lambda ends the function before its lease does, however little the clocks of two machines differ. */
const LEASE_MARGIN_MS = 10_000;

/** Run after run under one lease, while days are left and there is time. One call at a time: two could each switch a part of a day. */
export async function compactUnderLease(
  compaction: Omit<Compaction, 'lease'>,
  lease: LeasePorts,
  request: CompactionRequest,
  call: Call,
): Promise<CompactionReport | Busy> {
  const untilMs = lease.nowMs() + call.timeLeftMs() + LEASE_MARGIN_MS;
  const outcome = await withLease(lease, { owner: call.requestId, untilMs }, (held) =>
    runs({ ...compaction, lease: held }, request, call),
  );
  if (!('done' in outcome)) return outcome.busy;
  if (outcome.done.days.length > 0) await call.startRefresh();
  return outcome.done;
}

async function runs(compaction: Compaction, request: CompactionRequest, call: Call): Promise<CompactionReport> {
  const reports: CompactionReport[] = [];
  for (;;) {
    const report = await compact(compaction, request);
    call.onRun(report);
    reports.push(report);
    if (!report.hasMore || call.timeLeftMs() < TIME_FOR_ONE_MORE_MS) return together(report, reports);
  }
}

/** What all runs of one call did: the state is the last one's, days, rows and files are those of each. */
export function together(last: CompactionReport, all: readonly CompactionReport[]): CompactionReport {
  const sum = (of: (report: CompactionReport) => number) => all.reduce((total, report) => total + of(report), 0);
  return {
    ...last,
    days: all.flatMap(({ days }) => days),
    rows: sum(({ rows }) => rows),
    filesBefore: sum(({ filesBefore }) => filesBefore),
    filesAfter: sum(({ filesAfter }) => filesAfter),
  };
}
