import { byShare, DAY_MS, span } from './distributions.ts';
import { USER_IDS_FROM_MS, WRITABLE_USER_IDS_FROM_MS } from './eras.ts';
import { type Country, inventedPhone, withoutNinthDigit } from './phones.ts';
import type { Rng } from './rng.ts';
import type { Aliases } from './truth.ts';
import type { Account } from './world.ts';

/** Somebody who has messages of one account. */
export interface Person {
  readonly id: string;
  readonly account: Account;
  readonly country: Country;
  readonly language: string;
  /** As dialled; null of those who never showed one. */
  phone: string | null;
  userId: string;
  /** WhatsApp knows the person under a number without the ninth digit (Brazil). */
  readonly hasShortId: boolean;
  readonly hidesReading: boolean;
  /** Weight of answering: most are quiet, some answer often. */
  readonly keenness: number;
  /** From then on, once number and user id were emitted together, Meta sends only the user id. */
  readonly hidesPhoneFromMs: number;
  /** When the person takes another number; nothing of the old one happens after it. */
  changesAtMs: number;
  /** Whether anything that was emitted held number and user id together. */
  isLinked: boolean;
  isOptedOut: boolean;
  /** By number of the business. */
  readonly talks: Map<string, Talk>;
}

/** What there is between a person and a number of the business. Times in milliseconds since the epoch, 0 for never. */
export interface Talk {
  /** Of the customer service window. */
  serviceUntilMs: number;
  /** An answer until then opens the free entry point window of an ad. */
  adUntilMs: number;
  freeUntilMs: number;
  freeConversationId: string;
  /** Of the era of conversations: those open, by category. */
  readonly conversations: Map<string, { readonly id: string; readonly untilMs: number }>;
}

/** All people of a simulation. Random choices are made in the order of the calls. */
export class People {
  private readonly byAccount = new Map<string, Person[]>();
  private readonly numbersGiven = new Map<Country, number>();
  /** Numbers that were given up, and may be given to others after a while. */
  private readonly givenUp: { readonly phone: string; readonly country: Country; readonly freeFromMs: number }[] = [];
  private count = 0;

  private readonly rng: Rng;

  constructor(rng: Rng) {
    this.rng = rng;
  }

  of(account: Account): readonly Person[] {
    return this.byAccount.get(account.id) ?? [];
  }

  someone(account: Account): Person | undefined {
    const all = this.of(account);
    return all.length === 0 ? undefined : all[this.rng.between(0, all.length - 1)];
  }

  /** A newcomer, or somebody known where the country has no more numbers. */
  newcomer(account: Account, atMs: number): Person {
    const { rng } = this;
    const country = byShare(rng, account.countries);
    const isUserIdOnly = atMs >= WRITABLE_USER_IDS_FROM_MS && rng.chance(USER_ID_ONLY);
    const phone = isUserIdOnly ? null : (this.recycled(country, atMs) ?? this.nextPhone(country));
    if (phone === null && !isUserIdOnly) return this.someone(account) ?? this.newcomer(account, atMs);
    const person = this.made(account, country, phone, atMs);
    const all = this.byAccount.get(account.id) ?? [];
    this.byAccount.set(account.id, all);
    all.push(person);
    return person;
  }

  /** The person goes on under another number and user id. Meta makes new user ids for new numbers. */
  change(person: Person, atMs: number): void {
    const { rng } = this;
    const next = person.phone === null ? null : this.nextPhone(person.country);
    if (person.phone !== null && next !== null) {
      const freeFromMs = atMs + RECYCLED_AFTER_MS;
      if (aliasesAt(person, atMs).phone !== null) {
        this.givenUp.push({ phone: person.phone, country: person.country, freeFromMs });
      }
      person.phone = next;
    }
    person.userId = this.nextUserId(person.country);
    person.changesAtMs = rng.chance(CHANGES_AGAIN) ? atMs + span(rng, ...CHANGES_AFTER) : Number.POSITIVE_INFINITY;
  }

  private made(account: Account, country: Country, phone: string | null, atMs: number): Person {
    const { rng } = this;
    this.count += 1;
    const hides = phone !== null && rng.chance(HIDES_PHONE);
    return {
      id: `person-${this.count}`,
      account,
      country,
      language: rng.pick(account.languages[country] ?? ['en']),
      phone,
      userId: this.nextUserId(country),
      hasShortId: country === 'BR' && rng.chance(SHORT_ID),
      hidesReading: rng.chance(HIDES_READING),
      keenness: byShare(rng, KEENNESS),
      hidesPhoneFromMs: hides ? Math.max(atMs, USER_IDS_FROM_MS) + span(rng, DAY_MS, 120 * DAY_MS) : Infinity,
      changesAtMs: rng.chance(CHANGES) ? atMs + span(rng, ...CHANGES_AFTER) : Infinity,
      isLinked: false,
      isOptedOut: false,
      talks: new Map(),
    };
  }

  private nextPhone(country: Country): string | null {
    const place = this.numbersGiven.get(country) ?? 0;
    this.numbersGiven.set(country, place + 1);
    return inventedPhone(country, place);
  }

  /** Only where user ids tell the new holder from the old one: nothing else would. */
  private recycled(country: Country, atMs: number): string | null {
    if (atMs < USER_IDS_FROM_MS) return null;
    const place = this.givenUp.findIndex((one) => one.country === country && one.freeFromMs <= atMs);
    return place < 0 ? null : (this.givenUp.splice(place, 1)[0]?.phone ?? null);
  }

  private nextUserId(country: Country): string {
    return `${country}.${this.rng.between(10 ** 8, 2 * 10 ** 9)}${this.rng.digits(9)}`;
  }
}

const USER_ID_ONLY = 0.1;
const HIDES_PHONE = 0.06;
const SHORT_ID = 0.3;
const HIDES_READING = 0.22;
const KEENNESS = [
  [0.5, 0.3],
  [0.35, 1],
  [0.15, 3],
] as const;
/** More than in life, so that small runs have some. */
const CHANGES = 0.12;
const CHANGES_AGAIN = 0.1;
const CHANGES_AFTER = [2 * DAY_MS, 250 * DAY_MS] as const;
/** Longer than late statuses take, so that nothing is emitted of a number's old holder when it has a new one. */
const RECYCLED_AFTER_MS = 60 * DAY_MS;

/** As Meta names the person then: no user ids before April 2026, and afterwards no number where it is hidden. */
export function aliasesAt(person: Person, atMs: number): Aliases {
  const { phone, userId } = person;
  const written = phone !== null && person.hasShortId ? withoutNinthDigit(phone) : phone;
  if (atMs < USER_IDS_FROM_MS) return { phone: written, userId: null };
  const isHidden = person.isLinked && atMs >= person.hidesPhoneFromMs;
  return { phone: isHidden ? null : written, userId };
}

export function talkOf(person: Person, numberId: string): Talk {
  const known = person.talks.get(numberId);
  if (known) return known;
  const talk = { serviceUntilMs: 0, adUntilMs: 0, freeUntilMs: 0, freeConversationId: '', conversations: new Map() };
  person.talks.set(numberId, talk);
  return talk;
}
