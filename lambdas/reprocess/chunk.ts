import type { Judgement } from './judge.ts';
import type { Outcome } from './tally.ts';

/** A line of an object, counted from 0, and what is to be done with it. */
export interface Entry {
  readonly line: number;
  readonly judgement: Judgement;
  readonly failure?: Outcome['failure'];
}

const MAX_MEANT = 2_000;
const MAX_LINES = 10_000;
const MAX_BYTES = 8 * 1024 * 1024;
/** Of lines between two looks at the clock. */
const LOOK_AT_CLOCK = 500;

/** Lines that are dealt with together: a few calls of the stream, and a few MiB of memory. */
export class Chunk {
  readonly entries: Entry[] = [];
  private meant = 0;
  private sizeBytes = 0;

  add(entry: Entry): void {
    this.entries.push(entry);
    const { judgement } = entry;
    if (judgement.act === 'put' || judgement.act === 'find') this.meant += 1;
    if (judgement.act === 'put') this.sizeBytes += judgement.record.length;
  }

  /** `left` is how many more the run may put. */
  isFull(left: number, isLate: () => boolean): boolean {
    const { length } = this.entries;
    if (this.meant >= Math.min(MAX_MEANT, left) || length >= MAX_LINES || this.sizeBytes >= MAX_BYTES) return true;
    return length % LOOK_AT_CLOCK === 0 && length > 0 && isLate();
  }
}
