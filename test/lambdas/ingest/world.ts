import type { Envelope } from '../../../domain/event/envelope.ts';
import type { ClaimState, Claims, Failures } from '../../../lambdas/ingest/claim-protocol.ts';
import type { IngestPorts } from '../../../lambdas/ingest/slice.ts';
import { SLICE_LIMITS } from '../../../lambdas/ingest/slices.ts';
import type { StreamRecord } from '../../../lambdas/ingest/stream.ts';
import { machineTiming } from '../../../lambdas/ingest/timing.ts';

export function envelope(eventKey: string, item: unknown = { id: eventKey }): Envelope {
  return {
    source: 'meta',
    kind: 'message',
    eventKey,
    receivedAtMs: 1_795_176_000_000,
    deliveryId: 'delivery-1',
    apiVersion: 'v26.0',
    context: {},
    item,
  };
}

export function named(code: string): Error {
  const error = new Error(`${code} of the test`);
  error.name = code;
  return error;
}

/** A world in memory that records what was done to it, in order, and fails where it is configured to. */
export class World {
  readonly done: string[] = [];
  readonly stream: StreamRecord[] = [];
  /** What was said on the stream of duplicates. */
  readonly audit: StreamRecord[] = [];
  readonly errors: string[] = [];
  readonly states = new Map<string, 'pending' | 'done'>();
  /** Error codes by `claim k1`, `confirm k1`, `release k1` or `publish k1`. */
  readonly failing = new Map<string, string>();

  sliceLimits = SLICE_LIMITS;
  /** Of the run; a claim and a put take some of it. */
  timeLeftMs = 10_000;
  claimMs = 0;
  publishMs = 0;

  get ports(): IngestPorts {
    return {
      claims: this.claims,
      publish: async (records) => this.publish(records),
      sleep: machineTiming.sleep,
      timeLeftMs: () => this.timeLeftMs,
      sliceLimits: this.sliceLimits,
      onClaimErrors: (step, codes) => this.errors.push(...codes.map((code) => `${step} ${code}`)),
    };
  }

  private get claims(): Claims {
    return {
      claimMany: async (keys) => {
        this.timeLeftMs -= this.claimMs * keys.length;
        const states = new Map<string, ClaimState>();
        const failures = this.each('claim', keys, (key) => states.set(key, this.claim(key)));
        return { states, failures };
      },
      confirmMany: async (keys) => this.each('confirm', keys, (key) => this.states.set(key, 'done')),
      releaseMany: async (keys) => this.each('release', keys, (key) => this.states.delete(key)),
    };
  }

  private claim(key: string): ClaimState {
    const state = this.states.get(key);
    if (state !== undefined) return state;
    this.states.set(key, 'pending');
    return 'claimed';
  }

  /** Answers the failures that were set, and acts on the other keys. */
  private each(step: string, keys: readonly string[], act: (key: string) => void): Failures {
    const failures = new Map<string, string>();
    for (const key of keys) {
      this.done.push(`${step} ${key}`);
      const code = this.failing.get(`${step} ${key}`);
      if (code === undefined) act(key);
      else failures.set(key, code);
    }
    return failures;
  }

  private publish(records: readonly StreamRecord[]): ReadonlyMap<string, string> {
    this.timeLeftMs -= this.publishMs;
    const failed = records.flatMap((record) => {
      this.done.push(`publish ${record.eventKey}`);
      const code = this.failing.get(`publish ${record.eventKey}`);
      const place = record.eventKey.startsWith('duplicates.') ? this.audit : this.stream;
      if (code === undefined) place.push(record);
      return code === undefined ? [] : [[record.eventKey, code] as const];
    });
    return new Map(failed);
  }
}
