import type { World } from './world.ts';

/** What a vendor sends in one piece. Its items may stand in other deliveries too. */
export interface Delivery {
  readonly name: string;
  readonly itemIds: readonly string[];
  /** `http`: Meta's webhook. `sns`: the same by AWS End User Messaging Social, whose function is invoked asynchronously. */
  readonly way: 'http' | 'sns';
  readonly firstMs: number;
  /** When the same is sent once more while the first may still be at work; null for never. */
  readonly duplicateMs: number | null;
}

/**
 * Attempts in vain that may begin when the faults are over. The lease of an owner that died at their end is 20 s; with
 * pauses of 1, 2, 4 and 8 s five attempts fall into it.
 */
const RETRIES_IN_CALM = 5;
const MAX_PAUSE_MS = 60_000;
/** Lambda runs a failed asynchronous invocation two more times, after one minute and after two. */
const ASYNC_PAUSES_MS = [60_000, 120_000];
/** What fails to the end is kept, and sent again by hand. */
const REDRIVE_MS = 600_000;

/** Sends a delivery until it is acknowledged, or until there is no more excuse for its not being so. */
export async function sendUntilAcknowledged(world: World, delivery: Delivery): Promise<void> {
  await world.time.sleep(delivery.firstMs);
  let calmRetries = 0;
  for (let attempt = 0; ; attempt += 1) {
    const isCalm = world.isCalm;
    if (await sendOnce(world, delivery, attempt)) return;
    if (isCalm) calmRetries += 1;
    if (calmRetries > RETRIES_IN_CALM) {
      world.checker.break('stuck', delivery.name, `after ${attempt + 1} attempts`);
      return;
    }
    await world.time.sleep(pauseMs(delivery, attempt));
  }
}

/** True when it was acknowledged in time. */
async function sendOnce(world: World, delivery: Delivery, attempt: number): Promise<boolean> {
  const requestId = requestIdOf(delivery, attempt);
  const first = world.invoke(delivery, requestId);
  if (attempt === 0 && delivery.duplicateMs !== null) {
    // SNS gives each message to an asynchronous queue that may hand it out twice, under one request id.
    const duplicateId = delivery.way === 'sns' ? requestId : `${requestId}-duplicate`;
    world.time.after(delivery.duplicateMs, () => world.invoke(delivery, duplicateId));
  }
  if (delivery.way === 'sns') return first;
  const patienceMs = world.chance.between(3_000, 30_000);
  return Promise.race([first, world.time.sleep(patienceMs).then(() => false)]);
}

/** An HTTP request has an id of its own; the retries of an asynchronous invocation have that of the first. */
function requestIdOf({ name, way }: Delivery, attempt: number): string {
  return `${name}-${way === 'sns' ? Math.floor(attempt / (ASYNC_PAUSES_MS.length + 1)) : attempt}`;
}

/** Meta: at once, then ever more seldom, for seven days. */
function pauseMs({ way }: Delivery, attempt: number): number {
  if (way === 'sns') return ASYNC_PAUSES_MS[attempt % (ASYNC_PAUSES_MS.length + 1)] ?? REDRIVE_MS;
  return Math.min(1_000 * 2 ** attempt, MAX_PAUSE_MS);
}
