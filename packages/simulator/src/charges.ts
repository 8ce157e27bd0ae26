import { DAY_MS, HOUR_MS, hexadecimal } from './distributions.ts';
import { eraAt, NO_CONVERSATION_FROM_MS } from './eras.ts';
import type { MessageCategory } from './outcome.ts';
import { type Person, type Talk, talkOf } from './people.ts';
import type { Rng } from './rng.ts';

/** As a status states it: `category` in its spelling. */
export interface StatedPricing {
  readonly billable: boolean;
  readonly pricing_model: 'CBP' | 'PMP';
  readonly type?: string;
  readonly category: string;
}

export interface StatedConversation {
  readonly id: string;
  readonly origin: string;
  readonly untilMs: number;
}

export interface Charge {
  readonly pricing: StatedPricing;
  readonly conversation: StatedConversation | null;
}

interface Charged {
  readonly person: Person;
  readonly numberId: string;
  readonly category: MessageCategory;
  readonly atMs: number;
}

/** Of an ad's window, in the words that statuses have for it. */
const ENTRY_POINT = 'referral_conversion';
const FREE_FOR_MS = 72 * HOUR_MS;

/**
 * What Meta states of a message's price, by the rules of the day in the account's zone; opens what the message opens.
 */
export function chargeFor(rng: Rng, charged: Charged): Charge {
  const { person, numberId, atMs } = charged;
  const talk = talkOf(person, numberId);
  const era = eraAt(person.account.zone, atMs);
  if (atMs < talk.adUntilMs) openFreeWindow(rng, talk, atMs);
  const isFree = atMs < talk.freeUntilMs;
  if (era === 'conversation') return byConversation(rng, charged, talk, isFree);
  if (isFree) {
    const conversation = { id: talk.freeConversationId, origin: ENTRY_POINT, untilMs: talk.freeUntilMs };
    return {
      pricing: { billable: false, pricing_model: 'PMP', type: 'free_entry_point', category: ENTRY_POINT },
      conversation,
    };
  }
  const isInWindow = atMs < talk.serviceUntilMs;
  const isFreeService =
    era === 'message' && (charged.category === 'service' || (charged.category === 'utility' && isInWindow));
  const type = isFreeService ? 'free_customer_service' : 'regular';
  const category = statedCategory(charged);
  return {
    pricing: { billable: !isFreeService, pricing_model: 'PMP', type, category },
    conversation: atMs < NO_CONVERSATION_FROM_MS ? ofItsOwn(rng, category, atMs) : null,
  };
}

/** The business's answer to somebody who came by an ad opens 72 hours in which all is free. */
function openFreeWindow(rng: Rng, talk: Talk, atMs: number): void {
  talk.adUntilMs = 0;
  talk.freeUntilMs = atMs + FREE_FOR_MS;
  talk.freeConversationId = hexadecimal(rng, 32);
}

/** Conversations last a day; an agent's words go into one that is open, and open one of service where none is. */
function byConversation(rng: Rng, charged: Charged, talk: Talk, isFree: boolean): Charge {
  const category = isFree ? ENTRY_POINT : categoryOfConversation(charged, talk);
  const { id, untilMs } = isFree
    ? { id: talk.freeConversationId, untilMs: talk.freeUntilMs }
    : openConversation(rng, talk, category, charged.atMs);
  // Conversations of service are free since 1 November 2024.
  const billable = !isFree && category !== 'service';
  return { pricing: { billable, pricing_model: 'CBP', category }, conversation: { id, untilMs, origin: category } };
}

function categoryOfConversation(charged: Charged, talk: Talk): string {
  if (charged.category !== 'service') return statedCategory(charged);
  const open = [...talk.conversations].find(([, { untilMs }]) => untilMs > charged.atMs);
  return open?.[0] ?? 'service';
}

function openConversation(rng: Rng, talk: Talk, category: string, atMs: number) {
  const open = talk.conversations.get(category);
  if (open !== undefined && open.untilMs > atMs) return open;
  const opened = { id: hexadecimal(rng, 32), untilMs: atMs + DAY_MS };
  talk.conversations.set(category, opened);
  return opened;
}

/** From 1 July until 8 October 2025 each message had a conversation of its own. */
function ofItsOwn(rng: Rng, origin: string, atMs: number): StatedConversation {
  return { id: hexadecimal(rng, 32), origin: origin.replaceAll('-', '_'), untilMs: atMs + DAY_MS };
}

/** Codes that an Indian account sends abroad have a rate of their own. */
function statedCategory({ person, category }: Charged): string {
  const isAbroad = person.account.home === 'IN' && person.country !== 'IN';
  return category === 'authentication' && isAbroad ? 'authentication-international' : category;
}
