/** When every schedule begins, in milliseconds since the epoch. */
export const START_MS = Date.UTC(2026, 10, 20, 12);

interface Act {
  readonly atMs: number;
  readonly act: () => void;
}

/**
 * Time that passes only when nothing is left to do. Acts run in the order of their moments, those of one moment in the
 * order in which they were planned; after each the code under test runs until all of it waits again.
 */
export class VirtualTime {
  nowMs = START_MS;
  /** Latest first, so that the next act is the last element. */
  private readonly planned: Act[] = [];

  after(delayMs: number, act: () => void): void {
    this.at(this.nowMs + delayMs, act);
  }

  at(atMs: number, act: () => void): void {
    let place = this.planned.length;
    while (place > 0 && (this.planned[place - 1]?.atMs ?? Infinity) <= atMs) place -= 1;
    this.planned.splice(place, 0, { atMs, act });
  }

  sleep(durationMs: number): Promise<void> {
    return new Promise((resolve) => this.after(durationMs, resolve));
  }

  /** Runs until nothing is planned. */
  async run(): Promise<void> {
    await allWaits();
    for (let next = this.planned.pop(); next !== undefined; next = this.planned.pop()) {
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.act();
      await allWaits();
    }
  }
}

/** A tick comes after every continuation that is due, and after those that they make due in turn. */
function allWaits(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}
