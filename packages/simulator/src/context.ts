import { Campaigns } from './campaigns.ts';
import { DeliveryQueue, emissionDelay } from './delivery-queue.ts';
import type { Emitted, EmittedByMeta } from './emitted.ts';
import { People, type Person } from './people.ts';
import { type Rng, seeded } from './rng.ts';
import { Timeline } from './timeline.ts';
import type { Button, Truth } from './truth.ts';
import type { Account, BusinessNumber } from './world.ts';

/** What is left out of the traffic where its reader wants messages, statuses and nothing else. */
export type Extra = 'groups' | 'echoes' | 'consent' | 'link_clicks';

/** A message that somebody may answer. */
export interface Answerable {
  readonly id: string;
  readonly number: BusinessNumber;
  readonly buttons: readonly Button[];
  readonly flowToken: string | null;
  readonly isTemplate: boolean;
}

/** A group of the business's with some of its contacts. */
export interface Group {
  readonly id: string;
  readonly number: BusinessNumber;
  readonly people: readonly Person[];
}

/** What may happen, and to whom. */
interface Acts {
  readonly send_campaign: { readonly account: Account };
  readonly send_to_group: { readonly account: Account };
  readonly come_by_ad: { readonly account: Account };
  readonly write_first: { readonly account: Account };
  readonly answer: { readonly person: Person; readonly to: Answerable; readonly turn: number };
  readonly agent_answers: { readonly person: Person; readonly number: BusinessNumber; readonly turn: number };
  readonly follow_up: { readonly person: Person; readonly number: BusinessNumber };
  readonly react: { readonly person: Person; readonly to: Answerable; readonly emoji: string | null };
  readonly click_link: { readonly person: Person; readonly to: Answerable };
  readonly consent: { readonly person: Person; readonly number: BusinessNumber; readonly isOptIn: boolean };
  readonly change_number: { readonly person: Person; readonly number: BusinessNumber };
}

export type What = keyof Acts;
/** Something that will happen. */
export type Act<W extends What = What> = { readonly [One in W]: { readonly what: One } & Acts[One] }[W];

export interface Context {
  readonly rng: Rng;
  readonly people: People;
  readonly campaigns: Campaigns;
  readonly acts: Timeline<Act>;
  readonly deliveryQueue: DeliveryQueue;
  /** By account. */
  readonly groups: Map<string, Group>;
  /** Nothing is emitted from then on. */
  readonly endMs: number;
  /** How likely a campaign's message goes to a newcomer. */
  readonly newcomers: number;
  readonly without: ReadonlySet<Extra>;
  /** What happened before the end is emitted, and each send is posted. */
  readonly isComplete: boolean;
  readonly record: (truth: Truth) => void;
  /** Counts what needs an id of its own. */
  readonly next: () => number;
}

export interface Setting {
  readonly seed: number;
  readonly endMs: number;
  readonly newcomers: number;
  readonly without: ReadonlySet<Extra>;
  readonly isComplete: boolean;
  readonly record: (truth: Truth) => void;
}

export function newContext({ seed, ...setting }: Setting): Context {
  const rng = seeded(seed);
  let count = 0;
  const next = () => {
    count += 1;
    return count;
  };
  return {
    ...setting,
    rng,
    people: new People(rng),
    campaigns: new Campaigns(rng),
    acts: new Timeline(),
    deliveryQueue: new DeliveryQueue(rng, setting.endMs),
    groups: new Map(),
    next,
  };
}

export function later(context: Context, atMs: number, act: Act): void {
  if (atMs < context.endMs) context.acts.put(atMs, act);
}

/** Whoever is new will some day have another number, or never. */
export function newcomer(context: Context, atMs: number, account: Account): Person {
  const person = context.people.newcomer(account, atMs);
  later(context, person.changesAtMs, { what: 'change_number', person, number: account.numbers[0] });
  return person;
}

/**
 * Emits, sooner or later, what happens at the time given. False: not before the end. `person` is whose
 * number and user id stand in it together, if they do.
 */
export function emitMeta(
  context: Context,
  atMs: number,
  emitted: Omit<EmittedByMeta, 'source'>,
  person: Person | null,
): boolean {
  return emit(context, dueMs(context, atMs, emissionDelay(context.rng)), { source: 'meta', ...emitted }, person);
}

/** When it is emitted: of a complete simulation before the end, however long that may take elsewhere. */
export function dueMs({ isComplete, endMs }: Context, atMs: number, delayMs: number): number {
  return isComplete && atMs < endMs ? Math.min(atMs + delayMs, endMs - 1) : atMs + delayMs;
}

/** At once: what the rest of the traffic cannot be understood without. */
export function emitMetaNow(context: Context, atMs: number, emitted: Omit<EmittedByMeta, 'source'>): boolean {
  return emit(context, atMs, { source: 'meta', ...emitted }, null);
}

function emit(context: Context, atMs: number, emitted: Emitted, person: Person | null): boolean {
  const isEmitted = context.deliveryQueue.emit(atMs, emitted);
  if (isEmitted && person !== null) person.isLinked = true;
  return isEmitted;
}
