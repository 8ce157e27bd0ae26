/** A refresh by a process that may die at any call, and a reader who must never see two generations at once. */
import { expect } from 'vitest';
import type { Lease, LeasePorts } from '../../../lambdas/aws/lease.ts';
import type { RefreshRequest } from '../../../lambdas/refresh/request.ts';
import { refreshUnderLease } from '../../../lambdas/refresh/under-lease.ts';
import { writeRows } from '../../athena-sql/lake.ts';
import type { RefreshLake } from './lake.ts';
import { generationAt, MINUTE_MS } from './world.ts';

/** The call of a process, from 0, before or after which it dies. */
export interface Death {
  readonly call: number;
  readonly side: 'before' | 'after';
}

/** They ask the process itself. */
const NO_CALLS = new Set(['hasTime', 'nowMs', 'timeLeftMs', 'newGeneration', 'newFolder']);

/** Wraps ports so that after its death the process does nothing. */
export function mortal(death: Death | undefined) {
  let calls = 0;
  let isDead = false;
  const die = () => {
    isDead = true;
    throw new Error('the machine is gone');
  };
  const wrap = <T extends object>(ports: T): T => {
    const wrapped = Object.entries(ports).map(([name, call]) => [
      name,
      NO_CALLS.has(name)
        ? call
        : async (...words: readonly unknown[]) => {
            const number = calls;
            calls += 1;
            if (isDead || (number === death?.call && death.side === 'before')) return die();
            const answer: unknown = await Reflect.apply(call, undefined, words);
            return isDead || number === death?.call ? die() : answer;
          },
    ]);
    return { ...ports, ...Object.fromEntries(wrapped) };
  };
  return { wrap, calls: () => calls, isDead: () => isDead };
}

/** The lease of a lake, which outlives its processes. */
export function leaseOf(lake: RefreshLake): LeasePorts {
  let lease: Lease | undefined;
  return {
    nowMs: () => lake.clock.nowMs,
    read: async () => lease && { lease, etag: JSON.stringify(lease) },
    async write(wanted, replaces) {
      if ((lease && JSON.stringify(lease)) !== replaces) return undefined;
      lease = wanted;
      return JSON.stringify(wanted);
    },
  };
}

export interface Attempt {
  readonly death?: Death;
  readonly request?: RefreshRequest;
  /** Whether an invocation's time has ended when it would begin a statement, or look at one. */
  readonly isLate?: () => boolean;
}

let begun = 0;

/** As `newRunId` makes them. */
function newGeneration(lake: RefreshLake): string {
  begun += 1;
  return generationAt(lake.clock.nowMs, begun.toString(16).padStart(8, '0'));
}

/** A request for a generation in so many parts, as if the one before had been large. */
export function inParts(lake: RefreshLake, parts: number): RefreshRequest {
  const { nowMs } = lake.clock;
  return {
    force: false,
    progress: { generation: newGeneration(lake), parts, begunAtMs: nowMs, done: [], running: {} },
  };
}

/** A refresh by as many invocations as it takes, all by one process. Answers what became of it. */
export async function attempt(lake: RefreshLake, lease: LeasePorts, { death, request, isLate }: Attempt = {}) {
  const process = mortal(death);
  const { ports } = lake.work;
  const late = isLate ?? (() => false);
  const work = {
    ...lake.work,
    ports: process.wrap({
      ...ports,
      hasTime: () => !late(),
      ended: async (id: string) => (late() ? ('late' as const) : ports.ended(id)),
    }),
  };
  const asked: RefreshRequest[] = [request ?? { force: false }];
  const invocation = () => ({
    timeLeftMs: () => 15 * MINUTE_MS,
    newGeneration: () => newGeneration(lake),
    ...process.wrap({ goOn: async (next: RefreshRequest) => void asked.push(next), startPages: async () => {} }),
  });
  let last: RefreshRequest | undefined;
  try {
    let answer: Awaited<ReturnType<typeof refreshUnderLease>> | undefined;
    for (last = asked.shift(); last !== undefined; last = asked.shift())
      answer = await refreshUnderLease(work, process.wrap(lease), last, invocation());
    return { answer, calls: process.calls() };
  } catch (error) {
    return { error, calls: process.calls(), request: last };
  }
}

/** One message of a person who wrote for the first time: one event, one message, one conversation. */
export async function landMessages(lake: RefreshLake, from: number, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => {
    const number = from + index;
    const at = `2026-11-10 10:${String(Math.floor(number / 60) % 60).padStart(2, '0')}:${String(number % 60).padStart(2, '0')}.000`;
    const who = { contact_key: `p${number}`, phone_key: `p${number}`, direction: 'inbound', message_key: `m${number}` };
    const where = { source: 'meta', channel: 'whatsapp', endpoint_id: 'n1', account_id: 'a1' };
    const when = { event_at: at, received_at: at, transform_version: 1, dt: '2026-11-10', family: 'messaging' };
    return { event_key: `e${number}`, event_type: 'message_received', ...who, ...where, ...when };
  });
  await writeRows(lake, 'events/', rows);
}

/** All four are as many as messages were landed before the generation began. */
const QUESTION = `SELECT
  (SELECT events FROM agg_watermark) AS events,
  (SELECT count(*) FROM fact_messages) AS messages,
  (SELECT count(*) FROM fact_conversations) AS conversations,
  (SELECT sum(conversations) FROM cube_daily) AS counted`;

/** Messages that readers see. @throws where tables of two generations are seen at once, or part of one. */
export async function seen(lake: RefreshLake): Promise<number> {
  const [, row = []] = await lake.rows(QUESTION);
  const counts = row.map((value) => Number(value ?? 0));
  expect(new Set(counts).size, `one generation: ${row.join(' ')}`).toBe(1);
  return counts[0] ?? 0;
}

/** Reads without pause while the work is done. Answers what was seen, in order. */
export async function readWhile<T>(lake: RefreshLake, work: () => Promise<T>) {
  const found: number[] = [];
  let isDone = false;
  const reading = (async () => {
    while (!isDone) found.push(await seen(lake));
  })();
  // A reader that fails ends the test, also while the work goes on.
  const done = await Promise.race([work(), reading.then(() => Promise.reject(new Error('nobody reads')))]).finally(
    () => {
      isDone = true;
    },
  );
  await reading;
  return { done, found };
}
