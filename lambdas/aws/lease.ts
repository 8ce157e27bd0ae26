/**
 * A lease on one object of S3: of the jobs that must not overlap, only the one that holds it works. It is taken by a
 * conditional write, so that of two takers one wins; it ends by itself, so that a job that died stops nobody for long.
 */
import * as z from 'zod/mini';

/** Who holds a lease, and until when at the latest. */
export interface Lease {
  /** Names one run, so that it is found in the logs: the request id of the function's invocation. */
  readonly owner: string;
  /** Epoch milliseconds. */
  readonly untilMs: number;
}

export interface StoredLease {
  readonly lease: Lease;
  /** Of the object as it was read. */
  readonly etag: string;
}

/** Where the lease lies. */
export interface LeasePorts {
  /** Undefined while nobody ever took it. @throws Error when the object is no lease. */
  readonly read: () => Promise<StoredLease | undefined>;
  /**
   * Writes it if the object is still the one with the ETag `replaces`, or still absent where that is undefined. Answers
   * its new ETag; undefined when somebody else wrote meanwhile.
   */
  readonly write: (lease: Lease, replaces: string | undefined) => Promise<string | undefined>;
  readonly nowMs: () => number;
}

/** A lease that is held, for as long as nobody else takes it once it has expired. */
export interface HeldLease {
  /** To be called before each write that readers see. @throws Error saying who has the lease now. */
  readonly check: () => Promise<void>;
}

/** Somebody else holds it. */
export interface Busy {
  readonly heldBy: string;
  /** `2026-11-21T02:30:10.000Z`, at the latest. */
  readonly heldUntil: string;
}

export type Outcome<T> = { readonly done: T } | { readonly busy: Busy };

/** Each lost race is somebody else's success; more in a row than this is no race but a mistake. */
const MAX_ATTEMPTS = 5;

/**
 * Does the work while the lease is held, then gives it back. What works longer than until `untilMs` may find at its
 * next check that another has taken over. Work that `goesOn` elsewhere, under the same owner, keeps it for that.
 * @throws what the work throws, the lease being given back.
 */
export async function withLease<T>(
  ports: LeasePorts,
  wanted: Lease,
  work: (lease: HeldLease) => Promise<T>,
  goesOn: (done: T) => boolean = () => false,
): Promise<Outcome<T>> {
  const taken = await take(ports, wanted);
  if ('heldBy' in taken) return { busy: taken };
  let isKept = false;
  try {
    const done = await work({ check: () => check(ports, taken.etag) });
    isKept = goesOn(done);
    return { done };
  } finally {
    // Expired as of now, for the next; where somebody took over meanwhile, it is theirs and stays. That it cannot be given
    // back is no failure of the work: it expires.
    if (!isKept) await ports.write({ ...wanted, untilMs: ports.nowMs() }, taken.etag).catch(() => undefined);
  }
}

async function take(ports: LeasePorts, wanted: Lease): Promise<{ readonly etag: string } | Busy> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const stored = await ports.read();
    if (stored !== undefined && !isFree(stored.lease, wanted.owner, ports.nowMs())) return busy(stored.lease);
    const etag = await ports.write(wanted, stored?.etag);
    if (etag !== undefined) return { etag };
  }
  throw new Error(`The lease was lost to others ${MAX_ATTEMPTS} times in a row, and none of them holds it: try again.`);
}

/**
 * Whether the owner may take it. Its own lease it may: the write went through, but its answer got lost; or Lambda tries
 * an invocation once more, under the same request id, after the attempt before has ended.
 */
export function isFree(lease: Lease, owner: string, nowMs: number): boolean {
  return lease.owner === owner || lease.untilMs <= nowMs;
}

async function check(ports: LeasePorts, etag: string): Promise<void> {
  const stored = await ports.read();
  if (stored?.etag === etag && stored.lease.untilMs > ports.nowMs()) return;
  const { heldBy, heldUntil } = busy(stored?.lease ?? { owner: 'nobody', untilMs: ports.nowMs() });
  throw new Error(
    `The lease of this run has ended (it is ${heldBy}'s until ${heldUntil}); nothing was written after it.`,
  );
}

function busy({ owner, untilMs }: Lease): Busy {
  return { heldBy: owner, heldUntil: new Date(untilMs).toISOString() };
}

const leaseText = z.object({ owner: z.string(), until: z.iso.datetime() });

export function leaseObject({ owner, untilMs }: Lease): string {
  return JSON.stringify({ owner, until: new Date(untilMs).toISOString() } satisfies z.infer<typeof leaseText>);
}

/** @throws Error when the text is no lease. */
export function readLease(text: string): Lease {
  const { owner, until } = z.parse(leaseText, JSON.parse(text));
  return { owner, untilMs: Date.parse(until) };
}
