import { type Act, type Context, emitMeta, later, newcomer } from './context.ts';
import { HOUR_MS, longTail, MINUTE_MS, span } from './distributions.ts';
import { contactItem, messageId, partyOf, seconds } from './items.ts';
import type { JsonObject } from './json.ts';
import { isBoth } from './outbound.ts';
import { aliasesAt, type Person, talkOf } from './people.ts';
import { byButton, from, referral, type Said, words } from './said.ts';
import type { InboundTruth } from './truth.ts';
import type { BusinessNumber } from './world.ts';

interface Received {
  readonly person: Person;
  readonly number: BusinessNumber;
  readonly said: Said;
  readonly contextId: string | null;
  readonly groupId: string | null;
  readonly isFromAd: boolean;
}

/** How likely a plain answer names the message that it answers; a tap always does. */
const NAMES_MESSAGE = 0.25;
const BY_BUTTON = 0.6;

export function answer(context: Context, atMs: number, { person, to, turn }: Act<'answer'>): void {
  const { rng } = context;
  const said = to.buttons.length > 0 && rng.chance(BY_BUTTON) ? byButton(rng, to) : words(rng);
  const isTap = said.button !== null || said.what === 'flow_submit';
  const contextId = isTap || rng.chance(NAMES_MESSAGE) ? to.id : null;
  receive(context, atMs, { person, number: to.number, said, contextId, groupId: null, isFromAd: false });
  agentMayAnswer(context, atMs, person, to.number, turn + 1);
}

export function writeFirst(context: Context, atMs: number, { account }: Act<'write_first'>): void {
  const { rng, people } = context;
  const person = people.someone(account) ?? newcomer(context, atMs, account);
  const number = rng.pick(account.numbers);
  const said = words(rng);
  receive(context, atMs, { person, number, said, contextId: null, groupId: null, isFromAd: false });
  agentMayAnswer(context, atMs, person, number, 1);
}

/** An answer within a day opens the ad's window ("Free entry point"). */
const AD_WAITS_MS = 24 * HOUR_MS;

export function comeByAd(context: Context, atMs: number, { account }: Act<'come_by_ad'>): void {
  const person = newcomer(context, atMs, account);
  const number = context.rng.pick(account.numbers);
  const said = words(context.rng);
  receive(context, atMs, { person, number, said, contextId: null, groupId: null, isFromAd: true });
  talkOf(person, number.id).adUntilMs = atMs + AD_WAITS_MS;
  agentMayAnswer(context, atMs, person, number, 1);
}

const WINDOW_MS = 24 * HOUR_MS;

/** A message of a contact comes in; outside groups it opens the customer service window. */
export function receive(context: Context, atMs: number, received: Received): void {
  const { person, number, said, contextId, groupId, isFromAd } = received;
  const aliases = aliasesAt(person, atMs);
  const id = messageId(context.rng, groupId ?? partyOf(aliases));
  const item: JsonObject = {
    ...from(aliases),
    id,
    timestamp: seconds(atMs),
    ...said.members,
    ...(groupId === null ? {} : { group_id: groupId }),
    ...(contextId === null ? {} : { context: { from: number.display, id: contextId } }),
    ...(isFromAd ? { referral: referral(context.rng) } : {}),
  };
  if (groupId === null) talkOf(person, number.id).serviceUntilMs = atMs + WINDOW_MS;
  const contact = contactItem(aliases);
  const emitted = { accountId: person.account.id, number, field: 'messages', list: 'messages', item, contact } as const;
  if (emitMeta(context, atMs, emitted, isBoth(aliases) ? person : null)) recordInbound(context, atMs, id, received);
}

function recordInbound(context: Context, atMs: number, id: string, received: Received): void {
  const { person, number, said, contextId, groupId, isFromAd } = received;
  const { button, what } = said;
  const common = { id, channel: 'whatsapp', accountId: person.account.id, numberId: number.id, atMs } as const;
  const who = { personId: person.id, country: person.country };
  const tapped = { buttonId: button?.id ?? null, position: button?.position ?? null };
  const inbound: InboundTruth = { kind: 'inbound', ...common, ...who, what, contextId, groupId, ...tapped, isFromAd };
  context.record(inbound);
  if (button === null) return;
  const clickKind = what === 'list_row' ? 'list_row' : 'quick_reply';
  context.record({ kind: 'click', ...common, ...who, clickKind, messageId: contextId, ...tapped });
}

const ANSWERED = 0.6;
/** By a template, of an order or a payment, while the window is open. */
const FOLLOWED_UP = 0.12;
/** Nobody talks for ever. */
const MAX_TURNS = 5;

function agentMayAnswer(context: Context, atMs: number, person: Person, number: BusinessNumber, turn: number): void {
  const { rng } = context;
  if (rng.chance(FOLLOWED_UP)) {
    later(context, atMs + span(rng, MINUTE_MS, 20 * HOUR_MS), { what: 'follow_up', person, number });
  }
  if (turn > MAX_TURNS || !rng.chance(ANSWERED)) return;
  const afterMs = longTail(rng, [
    [0.8, [10_000, 20 * MINUTE_MS]],
    [0.2, [20 * MINUTE_MS, 10 * HOUR_MS]],
  ]);
  later(context, atMs + afterMs, { what: 'agent_answers', person, number, turn });
}
