import type { Chance } from './chance.ts';
import type { FaultProfile } from './fault-profile.ts';
import { type Mutation, TTL_MS } from './functions.ts';
import type { Sight, Violation } from './invariant-checker.ts';
import { type Delivery, sendUntilAcknowledged } from './vendor.ts';
import { World } from './world.ts';

export interface ScheduleProps {
  readonly seed: number;
  /** The faults that may strike, by their number in the schedule; all when it is left out. */
  readonly keep?: readonly number[];
  readonly mutation?: Mutation;
  /** Chosen by the seed when it is left out. */
  readonly faultProfile?: FaultProfile;
  readonly isTraced?: boolean;
}

export interface ScheduleResult {
  readonly seed: number;
  readonly violations: readonly Violation[];
  /** The faults that struck, by their number. */
  readonly struck: readonly number[];
  /** How many would have struck had none been left out. */
  readonly drawn: number;
  /** Copies on the stream beyond the first of each item, before any claim expired. */
  readonly rawDuplicates: number;
  readonly items: number;
  readonly seen: ReadonlySet<Sight>;
  /** Empty unless it was asked for. */
  readonly trace: readonly string[];
}

/**
 * One schedule, from its seed alone: deliveries under faults until each is acknowledged, then each of them once more,
 * and in some schedules once more after the claims have expired.
 */
export async function runSchedule({
  seed,
  keep,
  mutation = {},
  faultProfile,
  isTraced = false,
}: ScheduleProps): Promise<ScheduleResult> {
  const world = new World({ seed, keep: keep === undefined ? null : new Set(keep), mutation, faultProfile, isTraced });
  const deliveries = deliveriesOf(world.chance);
  await sendAll(world, deliveries);
  await sendAll(world, deliveries.map(again));
  const rawDuplicates = copiesOnStream(world) - world.checker.copies.size;
  if (world.chance.chance(0.3)) await sendAfterExpiry(world, deliveries);
  world.checker.close();
  const { violations, copies, seen } = world.checker;
  const { struck, drawn } = world.chance;
  return { seed, violations, struck, drawn: drawn(), rawDuplicates, items: copies.size, seen, trace: world.trace };
}

async function sendAll(world: World, deliveries: readonly Delivery[]): Promise<void> {
  for (const delivery of deliveries) void sendUntilAcknowledged(world, delivery);
  await world.time.run();
}

/** Few items in few deliveries: that is where they meet. */
function deliveriesOf(chance: Chance): readonly Delivery[] {
  const items = Array.from({ length: chance.between(1, 3) }, (_, n) => `wamid.${n + 1}`);
  return Array.from({ length: chance.between(1, 3) }, (_, n) => ({
    name: `delivery ${'ABC'.charAt(n)}`,
    itemIds: Array.from({ length: chance.between(1, 3) }, () => items[chance.between(0, items.length - 1)] ?? ''),
    way: chance.chance(0.75) ? 'http' : 'sns',
    firstMs: chance.pick([0, chance.between(0, 100), chance.between(0, 30_000)]),
    duplicateMs: chance.chance(0.4) ? chance.between(0, 300) : null,
  }));
}

/** An hour later: every lease has ended, no claim has expired. */
function again(delivery: Delivery): Delivery {
  return { ...delivery, name: `${delivery.name} again`, firstMs: 3_600_000, duplicateMs: null };
}

/** DynamoDB deletes late: an expired claim counts as gone whether it was swept or not, so every item is stored again. */
async function sendAfterExpiry(world: World, deliveries: readonly Delivery[]): Promise<void> {
  await pass(world, TTL_MS + 86_400_000);
  for (const eventKey of world.claims.claims.keys()) {
    const isSwept = world.chance.chance(0.5);
    world.checker.saw(isSwept ? 'a claim that expired and was swept' : 'a claim that expired and was not swept');
    if (!isSwept) continue;
    world.claims.sweep(eventKey);
    world.checker.excuse(eventKey, 'its claim expired');
  }
  const before = copiesOnStream(world);
  await sendAll(
    world,
    deliveries.map((delivery) => ({ ...again(delivery), name: `${delivery.name} late` })),
  );
  const stored = copiesOnStream(world) - before;
  if (stored !== world.checker.copies.size)
    world.checker.break('expiry ignored', `${stored} of ${world.checker.copies.size} items were stored again`);
}

async function pass(world: World, durationMs: number): Promise<void> {
  world.time.after(durationMs, () => {});
  await world.time.run();
}

function copiesOnStream(world: World): number {
  return [...world.checker.copies.values()].reduce((sum, copies) => sum + copies, 0);
}
