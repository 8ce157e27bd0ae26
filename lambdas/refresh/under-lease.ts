import { type Busy, type LeasePorts, withLease } from '../aws/lease.ts';
import type { Progress } from './progress.ts';
import { partsNeeded, type Refresh, type RefreshReport, refresh } from './refresh.ts';
import type { RefreshRequest } from './request.ts';

/** One call of the function. */
export interface Call {
  /** Until the function is ended. */
  readonly timeLeftMs: () => number;
  /** `20261128T121500Z-1a2b3c4d`, never the same twice. */
  readonly newGeneration: () => string;
  /** Invokes the function again, which goes on from there. */
  readonly goOn: (request: RefreshRequest & { readonly progress: Progress }) => Promise<void>;
  /** Has the pages written, once readers see the new numbers. */
  readonly startPages: () => Promise<void>;
}

/** Another invocation goes on with it. */
export interface Continues {
  readonly continues: string;
}

/** Lambda ends the function before its lease does, however little the clocks of two machines differ. */
const LEASE_MARGIN_MS = 60_000;

/** One refresh at a time. The lease is the generation's, so that the next invocation of one refresh takes it over. */
export async function refreshUnderLease(
  work: Omit<Refresh, 'lease'>,
  lease: LeasePorts,
  request: RefreshRequest,
  call: Call,
): Promise<RefreshReport | Continues | Busy> {
  const owner = request.progress?.generation ?? call.newGeneration();
  const untilMs = lease.nowMs() + call.timeLeftMs() + LEASE_MARGIN_MS;
  const outcome = await withLease(
    lease,
    { owner, untilMs },
    async (held) => {
      const refreshed = { ...work, lease: held };
      const progress = request.progress ?? (await newProgress(refreshed, owner));
      const done = await refresh(refreshed, progress, request);
      if (!('running' in done)) return done;
      await call.goOn({ force: request.force, progress: done });
      return { continues: owner };
    },
    (done) => 'continues' in done,
  );
  if (!('done' in outcome)) return outcome.busy;
  if ('generation' in outcome.done) await call.startPages();
  return outcome.done;
}

async function newProgress(work: Refresh, generation: string): Promise<Progress> {
  const parts = await partsNeeded(work);
  return { generation, parts, begunAtMs: work.ports.nowMs(), done: [], running: {} };
}
