import { createHash } from 'node:crypto';
import type { SealPorts } from '../../../lambdas/seal-failed/seal.ts';

const NOW_MS = Date.UTC(2026, 10, 20, 12);

/** The process ends in the middle of its work: whatever it calls after that does not happen. */
export class Killed extends Error {}

/** Two buckets in memory; keys are written in their order, a minute apart. */
export class Buckets {
  readonly written: ReadonlyMap<string, string>;
  readonly lake: Map<string, string>;
  readonly sealed = new Map<string, string>();
  /** Keys whose copies get other bytes. */
  readonly corrupted = new Set<string>();
  /** What reading a key fails by. */
  readonly failing = new Map<string, Error>();
  /** The number of the call at which the process is killed; 0 for never. */
  killedAt = 0;
  calls = 0;
  pace: (call: string) => Promise<void> = async () => undefined;

  constructor(keys: readonly string[]) {
    this.written = new Map(keys.map((key) => [key, `what failed under ${key}`]));
    this.lake = new Map(this.written);
  }

  get bytes(): number {
    return [...this.written.values()].reduce((total, { length }) => total + length, 0);
  }

  ageSeconds(key: string): number {
    return (NOW_MS - this.writtenAtMs(key)) / 1_000;
  }

  ports(): SealPorts {
    const call = async <T>(name: string, work: () => T): Promise<T> => {
      await this.pace(name);
      this.calls += 1;
      if (this.killedAt > 0 && this.calls >= this.killedAt) throw new Killed();
      return work();
    };
    const storeOf = (store: 'lake' | 'sealed') => (store === 'lake' ? this.lake : this.sealed);
    return {
      waiting: () =>
        call('list', () =>
          [...this.lake].map(([key, body]) => ({
            key,
            sizeBytes: body.length,
            writtenAtMs: this.writtenAtMs(key),
          })),
        ),
      digest: (store, key) =>
        call(`read ${store}`, () => {
          const error = this.failing.get(key);
          if (error !== undefined) throw error;
          const body = storeOf(store).get(key);
          return body === undefined ? null : createHash('sha256').update(body).digest('hex');
        }),
      copy: (key) =>
        call('copy', () => {
          const body = this.lake.get(key);
          if (body !== undefined) this.sealed.set(key, this.corrupted.has(key) ? 'other bytes' : body);
          return body !== undefined;
        }),
      remove: (key) => call('delete', () => void this.lake.delete(key)),
      nowMs: () => NOW_MS,
      isLate: () => false,
    };
  }

  private writtenAtMs(key: string): number {
    return NOW_MS - (this.written.size - [...this.written.keys()].indexOf(key)) * 60_000;
  }
}
