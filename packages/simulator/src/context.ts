import { Campaigns } from './campaigns.ts';
import { Posting, tellingDelay } from './delivery-queue.ts';
import type { MetaTold, Told } from './emitted.ts';
import { People, type Person } from './people.ts';
import { type Random, seeded } from './rng.ts';
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

export interface Stage {
  readonly random: Random;
  readonly people: People;
  readonly campaigns: Campaigns;
  readonly acts: Timeline<Act>;
  readonly posting: Posting;
  /** By account. */
  readonly groups: Map<string, Group>;
  /** Nothing is told from then on. */
  readonly endMs: number;
  /** How likely a campaign's message goes to a newcomer. */
  readonly newcomers: number;
  readonly without: ReadonlySet<Extra>;
  readonly record: (truth: Truth) => void;
  /** Counts what needs an id of its own. */
  readonly next: () => number;
}

export interface Setting {
  readonly seed: number;
  readonly endMs: number;
  readonly newcomers: number;
  readonly without: ReadonlySet<Extra>;
  readonly record: (truth: Truth) => void;
}

export function newStage({ seed, ...setting }: Setting): Stage {
  const random = seeded(seed);
  let count = 0;
  const next = () => {
    count += 1;
    return count;
  };
  return {
    ...setting,
    random,
    people: new People(random),
    campaigns: new Campaigns(random),
    acts: new Timeline(),
    posting: new Posting(random, setting.endMs),
    groups: new Map(),
    next,
  };
}

export function later(stage: Stage, atMs: number, act: Act): void {
  if (atMs < stage.endMs) stage.acts.put(atMs, act);
}

/** Whoever is new will some day have another number, or never. */
export function newcomer(stage: Stage, atMs: number, account: Account): Person {
  const person = stage.people.newcomer(account, atMs);
  later(stage, person.changesAtMs, { what: 'change_number', person, number: account.numbers[0] });
  return person;
}

/**
 * Meta tells of something that happens at the time given, sooner or later. False: not before the end. `person` is whose
 * number and user id stand in it together, if they do.
 */
export function metaTells(stage: Stage, atMs: number, told: Omit<MetaTold, 'source'>, person: Person | null): boolean {
  return tells(stage, atMs + tellingDelay(stage.random), { source: 'meta', ...told }, person);
}

/** At once: what the rest of the traffic cannot be understood without. */
export function metaTellsNow(stage: Stage, atMs: number, told: Omit<MetaTold, 'source'>): boolean {
  return tells(stage, atMs, { source: 'meta', ...told }, null);
}

function tells(stage: Stage, atMs: number, told: Told, person: Person | null): boolean {
  const isTold = stage.posting.tell(atMs, told);
  if (isTold && person !== null) person.isLinked = true;
  return isTold;
}
