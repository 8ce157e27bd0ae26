import { callbackData, knownByCallback, NO_PURPOSE } from './campaigns.ts';
import { type Charge, chargeFor } from './charges.ts';
import { metaTells, type Stage } from './context.ts';
import { DAY_MS, HOUR_MS, longTail, MINUTE_MS, SECOND_MS } from './distributions.ts';
import { offsetMs } from './eras.ts';
import { besideStatus, messageId, partyOf, recipientOf, type StatusWord, sendItem, statusItem } from './items.ts';
import { fateOf, type MessageCategory } from './outcome.ts';
import { aliasesAt, type Person } from './people.ts';
import type { Random } from './rng.ts';
import type { Aliases, ConversationTruth, MessageTruth, PricingTruth, Purpose, StatusTruth } from './truth.ts';
import type { BusinessNumber } from './world.ts';

/** A message to one person, before anything of it is told. */
export interface Sending {
  readonly person: Person;
  readonly number: BusinessNumber;
  readonly atMs: number;
  readonly category: MessageCategory;
  readonly isVoice: boolean;
  readonly isUnwanted: boolean;
  readonly purpose: Purpose;
  readonly toldBy: 'send' | 'callback' | 'both' | 'none';
  readonly flowToken: string | null;
}

export interface Sent {
  readonly id: string;
  /** What becomes of it, told or not. */
  readonly fate: StatusTruth;
}

/** When each status was told that was. */
type TimeOf = Readonly<Record<StatusWord, number | null>>;

interface Draft {
  readonly id: string;
  readonly sending: Sending;
  readonly aliases: Aliases;
  readonly fate: StatusTruth;
  readonly charge: Charge | null;
  /** The status that carries the price. */
  readonly pricedOn: StatusWord | null;
  readonly callbackData: string | null;
}

/** Sends, lets the message have its fate, and has all told that is told until the end. */
export function send(stage: Stage, sending: Sending): Sent {
  const draft = draftOf(stage.random, sending);
  const { id, fate } = draft;
  const told = tellStatuses(stage, draft);
  const recordedAtMs = isRecorded(stage.random, sending) && tellSend(stage, draft) ? sending.atMs : null;
  const isHeardOf = recordedAtMs !== null || Object.values(told).some((atMs) => atMs !== null);
  if (isHeardOf) stage.record(truthOf(draft, told, recordedAtMs));
  return { id, fate };
}

function draftOf(random: Random, sending: Sending): Draft {
  const { person, number, atMs, category, purpose, toldBy } = sending;
  const aliases = aliasesAt(person, atMs);
  const fate = fateOf(random, {
    ...sending,
    sentAtMs: atMs,
    hidesReading: person.hidesReading,
    untilMs: person.changesAtMs,
  });
  const isCharged =
    fate.failedAtMs === null && [fate.sentAtMs, fate.deliveredAtMs, fate.readAtMs].some((at) => at !== null);
  const charge = isCharged ? chargeFor(random, { person, numberId: number.id, category, atMs }) : null;
  const isEchoed = toldBy === 'callback' || toldBy === 'both';
  return {
    id: messageId(random, partyOf(aliases)),
    sending,
    aliases,
    fate,
    charge,
    pricedOn: charge === null ? null : pricedStatus(random, fate),
    callbackData: isEchoed ? callbackData(purpose, random.chance(0.5)) : null,
  };
}

const PRICED_ON_SENT = 0.75;

/** On `sent`, or on the first status that shows the delivery. */
export function pricedStatus(random: Random, { sentAtMs, deliveredAtMs, readAtMs }: StatusTruth): StatusWord {
  const isOnSent = sentAtMs !== null && random.chance(PRICED_ON_SENT);
  if (isOnSent || (deliveredAtMs === null && readAtMs === null)) return 'sent';
  return deliveredAtMs === null ? 'read' : 'delivered';
}

export function timesOf(fate: StatusTruth): readonly (readonly [StatusWord, number | null])[] {
  return [
    ['sent', fate.sentAtMs],
    ['delivered', fate.deliveredAtMs],
    ['read', fate.readAtMs],
    ['played', fate.playedAtMs],
    ['failed', fate.failedAtMs],
  ];
}

export const UNTOLD: TimeOf = { sent: null, delivered: null, read: null, played: null, failed: null };

function tellStatuses(stage: Stage, draft: Draft): TimeOf {
  const { id, sending, aliases, fate, charge, pricedOn } = draft;
  const { person, number } = sending;
  const told: Record<StatusWord, number | null> = { ...UNTOLD };
  for (const [word, atMs] of timesOf(fate)) {
    if (atMs === null) continue;
    const item = statusItem({
      id,
      word,
      atMs,
      recipient: recipientOf(aliases, word),
      errorCode: word === 'failed' ? fate.errorCode : null,
      callbackData: draft.callbackData,
      charge: word === pricedOn ? charge : null,
    });
    const contact = besideStatus(aliases, word, atMs);
    const status = {
      accountId: person.account.id,
      number,
      field: 'messages',
      list: 'statuses',
      item,
      contact,
    } as const;
    if (metaTells(stage, atMs, status, isBoth(aliases) && word !== 'failed' ? person : null)) told[word] = atMs;
  }
  return told;
}

export function isBoth({ phone, userId }: Aliases): boolean {
  return phone !== null && userId !== null;
}

const SENDS_FORGOTTEN = 0.03;

function isRecorded(random: Random, { toldBy }: Sending): boolean {
  return (toldBy === 'send' || toldBy === 'both') && !random.chance(SENDS_FORGOTTEN);
}

/** Businesses post their sends at once, by the hour, by night, or when somebody finds the time. */
function tellSend(stage: Stage, { id, sending, aliases }: Draft): boolean {
  const { random, next } = stage;
  const { person, number, atMs, purpose, flowToken } = sending;
  const item = sendItem({
    id: `send-${next()}`,
    messageId: id,
    sentAt: isoText(atMs, offsetMs(person.account.zone, atMs)),
    accountId: person.account.id,
    numberId: number.id,
    to: addressee(random, person, aliases),
    purpose,
    flowToken,
  });
  const toldAtMs = longTail(random, [
    [0.35, [0, 0]],
    [0.45, [10 * SECOND_MS, HOUR_MS]],
    [0.19, [HOUR_MS, 2 * DAY_MS]],
    [0.01, [2 * DAY_MS, 10 * DAY_MS]],
  ]);
  // By jobs that run every so often: they find several.
  const grid = toldAtMs === 0 ? SECOND_MS : 15 * MINUTE_MS;
  const postedAtMs = Math.ceil((atMs + toldAtMs) / grid) * grid;
  return stage.posting.tell(postedAtMs, { source: 'sends', item });
}

/** As the business dials it: with the ninth digit. A number that it knows is never left out. */
function addressee(random: Random, { phone }: Person, aliases: Aliases) {
  if (aliases.phone === null || phone === null) return { bsuid: aliases.userId };
  const bsuid = aliases.userId !== null && random.chance(0.3) ? { bsuid: aliases.userId } : {};
  return { phone: `+${phone}`, ...bsuid };
}

/** `2026-11-20T12:59:30+05:30`. */
function isoText(atMs: number, offset: number): string {
  const sign = offset < 0 ? '-' : '+';
  const minutes = Math.abs(offset) / MINUTE_MS;
  const two = (number: number) => String(number).padStart(2, '0');
  const local = new Date(atMs + offset).toISOString().slice(0, 19);
  return `${local}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function truthOf(draft: Draft, told: TimeOf, recordedAtMs: number | null): MessageTruth {
  const { id, sending, fate, charge, pricedOn } = draft;
  const { person, number, purpose, category } = sending;
  const isPriceTold = charge !== null && pricedOn !== null && told[pricedOn] !== null;
  const isCallbackTold = draft.callbackData !== null && Object.values(told).some((atMs) => atMs !== null);
  return {
    kind: 'message',
    id,
    channel: 'whatsapp',
    accountId: person.account.id,
    numberId: number.id,
    personId: person.id,
    country: person.country,
    groupId: null,
    participants: [],
    isFreeForm: category === 'service',
    made: purpose,
    ...knowledge(purpose, recordedAtMs !== null, isCallbackTold),
    recordedAtMs,
    echoedAtMs: null,
    ...statusTruth(told, fate),
    pricing: isPriceTold ? pricingTruth(charge) : null,
    conversation: isPriceTold ? conversationTruth(charge, pricedOn) : null,
  };
}

function knowledge(made: Purpose, bySend: boolean, byCallback: boolean): Pick<MessageTruth, 'known' | 'knownFrom'> {
  if (bySend) return { known: made, knownFrom: byCallback ? 'both' : 'send' };
  return byCallback
    ? { known: knownByCallback(made), knownFrom: 'callback' }
    : { known: NO_PURPOSE, knownFrom: 'none' };
}

export function statusTruth(told: TimeOf, { errorCode }: StatusTruth): StatusTruth {
  return {
    sentAtMs: told.sent,
    deliveredAtMs: told.delivered,
    readAtMs: told.read,
    playedAtMs: told.played,
    failedAtMs: told.failed,
    errorCode: told.failed === null ? null : errorCode,
  };
}

export function pricingTruth({ pricing }: Charge): PricingTruth {
  const { category, type = null, pricing_model: model, billable } = pricing;
  return { category: category.replaceAll('-', '_'), type, model, billable };
}

function conversationTruth({ conversation }: Charge, pricedOn: StatusWord): ConversationTruth | null {
  if (conversation === null) return null;
  const { id, origin, untilMs } = conversation;
  return { id, origin, expiresAtMs: pricedOn === 'sent' ? untilMs : null };
}
