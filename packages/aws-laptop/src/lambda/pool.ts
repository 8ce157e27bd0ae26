/** The execution environments of one function: reused while warm, as many as its concurrency allows. */

import { AwsError } from '../aws.ts';
import type { Sandbox } from './sandbox.ts';

interface Waiting {
  readonly resolve: (sandbox: Sandbox) => void;
  readonly reject: (error: unknown) => void;
}

/** At most `limit` environments at a time; AWS would answer the rest with 429, the laptop lets them wait in order. */
export class Pool {
  readonly #limit: number;
  readonly #start: () => Promise<Sandbox>;
  readonly #sandboxes = new Set<Sandbox>();
  readonly #idle: Sandbox[] = [];
  readonly #waiting: Waiting[] = [];
  #starting = 0;
  #stopped = false;

  constructor(limit: number, start: () => Promise<Sandbox>) {
    this.#limit = limit;
    this.#start = start;
  }

  /** Runs `job` on a warm environment or a new one, or waits for one. Rejects with what starting one throws. */
  async use<T>(job: (sandbox: Sandbox) => Promise<T>): Promise<T> {
    let sandbox: Sandbox | undefined;
    try {
      sandbox = await this.#acquire();
      return await job(sandbox);
    } finally {
      if (sandbox !== undefined) this.#release(sandbox);
      this.#serveNext();
    }
  }

  /** Ends every environment at once; whoever waits for one is refused. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all([...this.#sandboxes].map((sandbox) => sandbox.stop()));
    while (this.#waiting.length > 0) this.#serveNext();
  }

  async #acquire(): Promise<Sandbox> {
    if (this.#stopped) throw new AwsError('ServiceException', "The laptop's Lambda has closed.", 500);
    const warm = this.#takeIdle();
    if (warm !== undefined) return warm;
    if (this.#sandboxes.size + this.#starting < this.#limit) return this.#startOne();
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  #takeIdle(): Sandbox | undefined {
    for (let sandbox = this.#idle.pop(); sandbox !== undefined; sandbox = this.#idle.pop()) {
      if (sandbox.isAlive()) return sandbox;
      this.#sandboxes.delete(sandbox);
    }
    return undefined;
  }

  async #startOne(): Promise<Sandbox> {
    this.#starting += 1;
    try {
      const sandbox = await this.#start();
      this.#sandboxes.add(sandbox);
      if (this.#stopped) await sandbox.stop();
      return sandbox;
    } finally {
      this.#starting -= 1;
    }
  }

  #release(sandbox: Sandbox): void {
    if (sandbox.isAlive()) this.#idle.push(sandbox);
    else this.#sandboxes.delete(sandbox);
  }

  #serveNext(): void {
    const next = this.#waiting.shift();
    if (next !== undefined) this.#acquire().then(next.resolve, next.reject);
  }
}
