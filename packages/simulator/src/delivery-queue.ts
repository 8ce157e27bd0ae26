import { DAY_MS, HOUR_MS, longTail, MINUTE_MS, SECOND_MS, span } from './distributions.ts';
import {
  type Delivery,
  type Emitted,
  type EmittedByMeta,
  type EmittedSend,
  metaDocument,
  sendsDocument,
} from './emitted.ts';
import type { Rng } from './rng.ts';
import { Timeline } from './timeline.ts';

/** Meta sends a delivery again when it thinks that it was not taken, for up to 7 days, and now and then an element twice. */
const SENT_AGAIN = 0.04;
const ELEMENT_TWICE = 0.02;
const ALONE = 0.3;
const LARGEST_BATCH = 10;
/** Meta puts together what happens at about the same time. */
const BATCH_MS = 2 * MINUTE_MS;
const MAX_SENDS = 40;

interface Waiting {
  readonly emitted?: Emitted;
  readonly again?: Delivery;
}

interface Batch {
  readonly source: Emitted['source'];
  readonly emitted: Emitted[];
  readonly beganAtMs: number;
  readonly length: number;
  lastAtMs: number;
}

/** Puts what is emitted into deliveries: in batches, some of them twice. Comes out by the time of posting. */
export class DeliveryQueue {
  private readonly timeline = new Timeline<Waiting>();
  private batch: Batch | undefined;
  private nowMs = 0;
  private readonly rng: Rng;
  private readonly endMs: number;

  constructor(rng: Rng, endMs: number) {
    this.rng = rng;
    this.endMs = endMs;
  }

  /** Nothing is emitted from the end on: false when it is too late. */
  emit(atMs: number, emitted: Emitted): boolean {
    if (atMs >= this.endMs) return false;
    this.timeline.put(atMs, { emitted });
    if (emitted.source === 'meta' && this.rng.chance(ELEMENT_TWICE)) this.timeline.put(atMs, { emitted });
    return true;
  }

  /** The deliveries of all that is emitted before the time given; nothing may be emitted earlier than that afterwards. */
  *until(timeMs: number): Generator<Delivery> {
    while (this.timeline.nextAtMs < timeMs) {
      const atMs = this.timeline.nextAtMs;
      this.nowMs = atMs;
      const { emitted, again } = this.timeline.take() ?? {};
      if (emitted !== undefined && this.joins(emitted, atMs)) continue;
      yield* this.close();
      if (again !== undefined) yield { ...again, atMs };
      if (emitted !== undefined) this.open(emitted, atMs);
    }
    if (!this.isDue(timeMs)) return;
    yield* this.close();
    // What was just delivery may have to be delivery again before the time.
    yield* this.until(timeMs);
  }

  private joins(emitted: Emitted, atMs: number): boolean {
    const { batch } = this;
    if (batch?.source !== emitted.source || batch.emitted.length >= batch.length || this.isDue(atMs)) return false;
    batch.emitted.push(emitted);
    batch.lastAtMs = atMs;
    return true;
  }

  private isDue(atMs: number): boolean {
    return this.batch !== undefined && atMs - this.batch.beganAtMs > BATCH_MS;
  }

  private open(emitted: Emitted, atMs: number): void {
    const { rng } = this;
    const length = emitted.source === 'sends' ? MAX_SENDS : rng.chance(ALONE) ? 1 : rng.between(2, LARGEST_BATCH);
    this.batch = { source: emitted.source, emitted: [emitted], beganAtMs: atMs, lastAtMs: atMs, length };
  }

  private *close(): Generator<Delivery> {
    const { batch, rng } = this;
    if (batch === undefined) return;
    this.batch = undefined;
    const delivery = deliveryOf(rng, batch);
    yield delivery;
    if (!rng.chance(SENT_AGAIN)) return;
    const atMs = Math.max(batch.lastAtMs + repeatedAfter(rng), this.nowMs);
    if (atMs < this.endMs) this.timeline.put(atMs, { again: delivery });
  }
}

function deliveryOf(rng: Rng, { source, emitted, lastAtMs }: Batch): Delivery {
  const document =
    source === 'meta'
      ? metaDocument(emitted.filter((one): one is EmittedByMeta => one.source === 'meta'))
      : sendsDocument(
          emitted.filter((one): one is EmittedSend => one.source === 'sends'),
          rng.between(0, 5),
        );
  return { source, atMs: lastAtMs, document };
}

function repeatedAfter(rng: Rng): number {
  return longTail(rng, [
    [0.8, [SECOND_MS, 5 * MINUTE_MS]],
    [0.18, [5 * MINUTE_MS, 6 * HOUR_MS]],
    [0.02, [6 * HOUR_MS, 7 * DAY_MS]],
  ]);
}

const EMITTED_LATE = 0.05;

/** How long after it happened a thing is emitted, in milliseconds: some so late that what follows it is emitted first. */
export function emissionDelay(rng: Rng): number {
  const delayMs = rng.between(200, 3_000);
  if (!rng.chance(EMITTED_LATE)) return delayMs;
  const lateMs = longTail(rng, [
    [0.9, [MINUTE_MS, 20 * MINUTE_MS]],
    [0.08, [20 * MINUTE_MS, 6 * HOUR_MS]],
    [0.02, [6 * HOUR_MS, 3 * DAY_MS]],
  ]);
  return delayMs + lateMs + span(rng, 0, SECOND_MS);
}
