import { callbackData, knownByCallback, NO_PURPOSE } from './campaigns.ts';
import { type Charge, chargeFor } from './charges.ts';
import { type Context, dueMs, emitMeta } from './context.ts';
import { DAY_MS, HOUR_MS, longTail, MINUTE_MS, SECOND_MS } from './distributions.ts';
import { offsetMs } from './eras.ts';
import { besideStatus, messageId, partyOf, recipientOf, type StatusWord, sendItem, statusItem } from './items.ts';
import { type MessageCategory, outcomeOf } from './outcome.ts';
import { aliasesAt, type Person } from './people.ts';
import type { Rng } from './rng.ts';
import type { Aliases, ConversationTruth, MessageTruth, PricingTruth, Purpose, StatusTruth } from './truth.ts';
import type { BusinessNumber } from './world.ts';

/** A message to one person, before anything of it is emitted. */
export interface Sending {
  readonly person: Person;
  readonly number: BusinessNumber;
  readonly atMs: number;
  readonly category: MessageCategory;
  readonly isVoice: boolean;
  readonly isUnwanted: boolean;
  readonly purpose: Purpose;
  readonly reportedBy: 'send' | 'callback' | 'both' | 'none';
  readonly flowToken: string | null;
}

export interface Sent {
  readonly id: string;
  /** What becomes of it, emitted or not. */
  readonly outcome: StatusTruth;
}

/** The time of each status that was emitted. */
type TimeOf = Readonly<Record<StatusWord, number | null>>;

interface Draft {
  readonly id: string;
  readonly sending: Sending;
  readonly aliases: Aliases;
  readonly outcome: StatusTruth;
  readonly charge: Charge | null;
  /** The status that carries the price. */
  readonly pricedOn: StatusWord | null;
  readonly callbackData: string | null;
}

/** Sends a message, draws its outcome, and emits what happens before the end. */
export function send(context: Context, sending: Sending): Sent {
  const draft = draftOf(context.rng, sending);
  const { id, outcome } = draft;
  const emitted = emitStatuses(context, draft);
  const recordedAtMs = isRecorded(context, sending) && emitSend(context, draft) ? sending.atMs : null;
  const isHeardOf = recordedAtMs !== null || Object.values(emitted).some((atMs) => atMs !== null);
  if (isHeardOf) context.record(truthOf(draft, emitted, recordedAtMs));
  return { id, outcome };
}

function draftOf(rng: Rng, sending: Sending): Draft {
  const { person, number, atMs, category, purpose, reportedBy } = sending;
  const aliases = aliasesAt(person, atMs);
  const outcome = outcomeOf(rng, {
    ...sending,
    sentAtMs: atMs,
    hidesReading: person.hidesReading,
    untilMs: person.changesAtMs,
  });
  const isCharged =
    outcome.failedAtMs === null &&
    [outcome.sentAtMs, outcome.deliveredAtMs, outcome.readAtMs].some((at) => at !== null);
  const charge = isCharged ? chargeFor(rng, { person, numberId: number.id, category, atMs }) : null;
  const isEchoed = reportedBy === 'callback' || reportedBy === 'both';
  return {
    id: messageId(rng, partyOf(aliases)),
    sending,
    aliases,
    outcome,
    charge,
    pricedOn: charge === null ? null : pricedStatus(rng, outcome),
    callbackData: isEchoed ? callbackData(purpose, rng.chance(0.5)) : null,
  };
}

const PRICED_ON_SENT = 0.75;

/** On `sent`, or on the first status that shows the delivery. */
export function pricedStatus(rng: Rng, { sentAtMs, deliveredAtMs, readAtMs }: StatusTruth): StatusWord {
  const isOnSent = sentAtMs !== null && rng.chance(PRICED_ON_SENT);
  if (isOnSent || (deliveredAtMs === null && readAtMs === null)) return 'sent';
  return deliveredAtMs === null ? 'read' : 'delivered';
}

export function timesOf(outcome: StatusTruth): readonly (readonly [StatusWord, number | null])[] {
  return [
    ['sent', outcome.sentAtMs],
    ['delivered', outcome.deliveredAtMs],
    ['read', outcome.readAtMs],
    ['played', outcome.playedAtMs],
    ['failed', outcome.failedAtMs],
  ];
}

export const NOT_EMITTED: TimeOf = { sent: null, delivered: null, read: null, played: null, failed: null };

function emitStatuses(context: Context, draft: Draft): TimeOf {
  const { id, sending, aliases, outcome, charge, pricedOn } = draft;
  const { person, number } = sending;
  const emitted: Record<StatusWord, number | null> = { ...NOT_EMITTED };
  for (const [word, atMs] of timesOf(outcome)) {
    if (atMs === null) continue;
    const item = statusItem({
      id,
      word,
      atMs,
      recipient: recipientOf(aliases, word),
      errorCode: word === 'failed' ? outcome.errorCode : null,
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
    if (emitMeta(context, atMs, status, isBoth(aliases) && word !== 'failed' ? person : null)) emitted[word] = atMs;
  }
  return emitted;
}

export function isBoth({ phone, userId }: Aliases): boolean {
  return phone !== null && userId !== null;
}

const SENDS_FORGOTTEN = 0.03;

function isRecorded({ rng, isComplete }: Context, { reportedBy, purpose }: Sending): boolean {
  if (isComplete) return purpose.campaignId !== null || purpose.buttons !== null;
  return (reportedBy === 'send' || reportedBy === 'both') && !rng.chance(SENDS_FORGOTTEN);
}

function emitSend(context: Context, { id, sending, aliases }: Draft): boolean {
  const { rng, next } = context;
  const { person, number, atMs, purpose, flowToken } = sending;
  const item = sendItem({
    id: `send-${next()}`,
    messageId: id,
    sentAt: isoText(atMs, offsetMs(person.account.zone, atMs)),
    accountId: person.account.id,
    numberId: number.id,
    to: addressee(rng, person, aliases),
    purpose,
    flowToken,
  });
  return context.deliveryQueue.emit(postedAtMs(context, atMs), { source: 'sends', item });
}

const JOB_MS = 15 * MINUTE_MS;

/** Businesses post their sends at once, by the hour, by night, or when somebody finds the time. */
function postedAtMs(context: Context, atMs: number): number {
  if (context.isComplete) return dueMs(context, atMs, JOB_MS - (atMs % JOB_MS));
  const emittedAtMs = longTail(context.rng, [
    [0.35, [0, 0]],
    [0.45, [10 * SECOND_MS, HOUR_MS]],
    [0.19, [HOUR_MS, 2 * DAY_MS]],
    [0.01, [2 * DAY_MS, 10 * DAY_MS]],
  ]);
  // By jobs that run every so often: they find several.
  const grid = emittedAtMs === 0 ? SECOND_MS : JOB_MS;
  return Math.ceil((atMs + emittedAtMs) / grid) * grid;
}

/** As the business dials it: with the ninth digit. A number that it knows is never left out. */
function addressee(rng: Rng, { phone }: Person, aliases: Aliases) {
  if (aliases.phone === null || phone === null) return { bsuid: aliases.userId };
  const bsuid = aliases.userId !== null && rng.chance(0.3) ? { bsuid: aliases.userId } : {};
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

function truthOf(draft: Draft, emitted: TimeOf, recordedAtMs: number | null): MessageTruth {
  const { id, sending, outcome, charge, pricedOn } = draft;
  const { person, number, purpose, category } = sending;
  const isPriceEmitted = charge !== null && pricedOn !== null && emitted[pricedOn] !== null;
  const isCallbackEmitted = draft.callbackData !== null && Object.values(emitted).some((atMs) => atMs !== null);
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
    ...knowledge(purpose, recordedAtMs !== null, isCallbackEmitted),
    recordedAtMs,
    echoedAtMs: null,
    ...statusTruth(emitted, outcome),
    pricing: isPriceEmitted ? pricingTruth(charge) : null,
    conversation: isPriceEmitted ? conversationTruth(charge, pricedOn) : null,
  };
}

function knowledge(made: Purpose, bySend: boolean, byCallback: boolean): Pick<MessageTruth, 'known' | 'knownFrom'> {
  if (bySend) return { known: made, knownFrom: byCallback ? 'both' : 'send' };
  return byCallback
    ? { known: knownByCallback(made), knownFrom: 'callback' }
    : { known: NO_PURPOSE, knownFrom: 'none' };
}

export function statusTruth(emitted: TimeOf, { errorCode }: StatusTruth): StatusTruth {
  return {
    sentAtMs: emitted.sent,
    deliveredAtMs: emitted.delivered,
    readAtMs: emitted.read,
    playedAtMs: emitted.played,
    failedAtMs: emitted.failed,
    errorCode: emitted.failed === null ? null : errorCode,
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
