import { DAY_MS, HOUR_MS, longTail, MINUTE_MS, SECOND_MS, span } from './distributions.ts';
import { type MetaTold, metaDocument, type Posted, type SendTold, sendsDocument, type Told } from './emitted.ts';
import type { Random } from './rng.ts';
import { Timeline } from './timeline.ts';

/** Meta sends a delivery again when it thinks that it was not taken, for up to 7 days, and now and then an element twice. */
const SENT_AGAIN = 0.04;
const ELEMENT_TWICE = 0.02;
const ALONE = 0.3;
const LARGEST_BATCH = 10;
/** Meta puts together what happens at about the same time. */
const BATCH_MS = 2 * MINUTE_MS;
const MOST_SENDS = 40;

interface Waiting {
  readonly told?: Told;
  readonly again?: Posted;
}

interface Batch {
  readonly source: Told['source'];
  readonly told: Told[];
  readonly beganAtMs: number;
  readonly length: number;
  lastAtMs: number;
}

/** Puts what is told into deliveries: in batches, some of them twice. Comes out by the time of posting. */
export class Posting {
  private readonly timeline = new Timeline<Waiting>();
  private batch: Batch | undefined;
  private nowMs = 0;
  private readonly random: Random;
  private readonly endMs: number;

  constructor(random: Random, endMs: number) {
    this.random = random;
    this.endMs = endMs;
  }

  /** Nothing is told from the end on: false says that it would have been too late. */
  tell(atMs: number, told: Told): boolean {
    if (atMs >= this.endMs) return false;
    this.timeline.put(atMs, { told });
    if (told.source === 'meta' && this.random.chance(ELEMENT_TWICE)) this.timeline.put(atMs, { told });
    return true;
  }

  /** The deliveries of all that is told before the time given; nothing may be told earlier than that afterwards. */
  *until(timeMs: number): Generator<Posted> {
    while (this.timeline.nextAtMs < timeMs) {
      const atMs = this.timeline.nextAtMs;
      this.nowMs = atMs;
      const { told, again } = this.timeline.take() ?? {};
      if (told !== undefined && this.joins(told, atMs)) continue;
      yield* this.close();
      if (again !== undefined) yield { ...again, atMs };
      if (told !== undefined) this.open(told, atMs);
    }
    if (!this.isDue(timeMs)) return;
    yield* this.close();
    // What was just posted may have to be posted again before the time.
    yield* this.until(timeMs);
  }

  private joins(told: Told, atMs: number): boolean {
    const { batch } = this;
    if (batch?.source !== told.source || batch.told.length >= batch.length || this.isDue(atMs)) return false;
    batch.told.push(told);
    batch.lastAtMs = atMs;
    return true;
  }

  private isDue(atMs: number): boolean {
    return this.batch !== undefined && atMs - this.batch.beganAtMs > BATCH_MS;
  }

  private open(told: Told, atMs: number): void {
    const { random } = this;
    const length = told.source === 'sends' ? MOST_SENDS : random.chance(ALONE) ? 1 : random.between(2, LARGEST_BATCH);
    this.batch = { source: told.source, told: [told], beganAtMs: atMs, lastAtMs: atMs, length };
  }

  private *close(): Generator<Posted> {
    const { batch, random } = this;
    if (batch === undefined) return;
    this.batch = undefined;
    const posted = postedOf(random, batch);
    yield posted;
    if (!random.chance(SENT_AGAIN)) return;
    const atMs = Math.max(batch.lastAtMs + repeatedAfter(random), this.nowMs);
    if (atMs < this.endMs) this.timeline.put(atMs, { again: posted });
  }
}

function postedOf(random: Random, { source, told, lastAtMs }: Batch): Posted {
  const document =
    source === 'meta'
      ? metaDocument(told.filter((one): one is MetaTold => one.source === 'meta'))
      : sendsDocument(
          told.filter((one): one is SendTold => one.source === 'sends'),
          random.between(0, 5),
        );
  return { source, atMs: lastAtMs, document };
}

function repeatedAfter(random: Random): number {
  return longTail(random, [
    [0.8, [SECOND_MS, 5 * MINUTE_MS]],
    [0.18, [5 * MINUTE_MS, 6 * HOUR_MS]],
    [0.02, [6 * HOUR_MS, 7 * DAY_MS]],
  ]);
}

const TOLD_LATE = 0.05;

/** How long after it happened a thing is told, in milliseconds: some so late that what follows it is told first. */
export function tellingDelay(random: Random): number {
  const delayMs = random.between(200, 3_000);
  if (!random.chance(TOLD_LATE)) return delayMs;
  const lateMs = longTail(random, [
    [0.9, [MINUTE_MS, 20 * MINUTE_MS]],
    [0.08, [20 * MINUTE_MS, 6 * HOUR_MS]],
    [0.02, [6 * HOUR_MS, 3 * DAY_MS]],
  ]);
  return delayMs + lateMs + span(random, 0, SECOND_MS);
}
