import { callbackData, knownByCallback, NO_PURPOSE } from './campaigns.ts';
import type { Charge } from './charges.ts';
import { type Act, type Context, emitMeta, type Group } from './context.ts';
import { eraAt, GROUPS_FROM_MS } from './eras.ts';
import { receive } from './inbound.ts';
import { besideStatus, messageId, participantOf, type StatusWord, statusItem } from './items.ts';
import { isBoth, NOT_EMITTED, pricedStatus, pricingTruth, statusTruth, timesOf } from './outbound.ts';
import { outcomeOf } from './outcome.ts';
import { aliasesAt, type Person } from './people.ts';
import { words } from './said.ts';
import type { MessageTruth, ParticipantTruth, Purpose, StatusTruth } from './truth.ts';
import type { Account } from './world.ts';

const MEMBERS = 6;
const ANSWERS = 0.3;

const NOTICE: Purpose = {
  ...NO_PURPOSE,
  campaignId: 'group-notices',
  templateName: 'group_notice',
  templateLanguage: 'en',
  templateCategory: 'utility',
};

interface GroupSending {
  readonly id: string;
  readonly group: Group;
  readonly account: Account;
  readonly atMs: number;
  /** Of free form where null. */
  readonly purpose: Purpose | null;
}

/** A message to a group: one `sent`, and the other statuses for each participant ("Groups", October 2025). */
export function sendToGroup(context: Context, atMs: number, act: Act<'send_to_group'>): void {
  const { account } = act;
  const group = groupOf(context, account);
  if (atMs < GROUPS_FROM_MS || group === undefined) return;
  const purpose = context.rng.chance(0.5) ? NOTICE : null;
  const sending = { id: messageId(context.rng, group.id), group, account, atMs, purpose };
  const isSentEmitted = tell(context, sending, { word: 'sent', atMs, errorCode: null, charge: null, of: null });
  const participants = group.people.map((person) => emitToParticipant(context, sending, person));
  const isHeardOf =
    isSentEmitted ||
    participants.some(({ deliveredAtMs, readAtMs, failedAtMs }) => deliveredAtMs ?? readAtMs ?? failedAtMs);
  if (isHeardOf) context.record(truthOf(sending, isSentEmitted, participants));
  const [writer] = group.people;
  if (writer === undefined || !context.rng.chance(ANSWERS)) return;
  const said = words(context.rng);
  receive(context, atMs, {
    person: writer,
    number: group.number,
    said,
    contextId: null,
    groupId: group.id,
    isFromAd: false,
  });
}

/** Of people with a number, for they were invited by it. */
function groupOf(context: Context, account: Account): Group | undefined {
  const known = context.groups.get(account.id);
  if (known) return known;
  const people = context.people.of(account).filter(({ phone }) => phone !== null);
  if (people.length < MEMBERS) return undefined;
  const id = Buffer.from(`capi_group:${account.id}`).toString('base64');
  const group = { id, number: account.numbers[0], people: people.slice(0, MEMBERS) };
  context.groups.set(account.id, group);
  return group;
}

/** A status of the message as a whole, or with `of` of one participant. */
interface GroupStatus {
  readonly word: StatusWord;
  readonly atMs: number;
  readonly errorCode: number | null;
  readonly charge: Charge | null;
  readonly of: Person | null;
}

function tell(
  context: Context,
  { id, account, group, purpose, atMs: sentAtMs }: GroupSending,
  status: GroupStatus,
): boolean {
  const { word, atMs, errorCode, charge, of } = status;
  const aliases = of === null ? null : aliasesAt(of, sentAtMs);
  const whole = { recipient_id: group.id, recipient_type: 'group' };
  const item = statusItem({
    id,
    word,
    atMs,
    recipient: aliases === null ? whole : participantOf(group.id, aliases),
    errorCode,
    callbackData: purpose === null ? null : callbackData(purpose, true),
    charge,
  });
  const contact = aliases === null ? null : besideStatus(aliases, word, atMs);
  const place = { accountId: account.id, number: group.number, field: 'messages', list: 'statuses' } as const;
  return emitMeta(context, atMs, { ...place, item, contact }, aliases !== null && isBoth(aliases) ? of : null);
}

function emitToParticipant(context: Context, sending: GroupSending, person: Person): ParticipantTruth {
  const outcome = outcomeInGroup(context, sending, person);
  const charge = groupCharge(sending);
  const pricedOn = pricedStatus(context.rng, outcome);
  const emitted: Record<StatusWord, number | null> = { ...NOT_EMITTED };
  for (const [word, atMs] of timesOf(outcome)) {
    if (atMs === null) continue;
    const errorCode = word === 'failed' ? outcome.errorCode : null;
    const isEmitted = tell(context, sending, {
      word,
      atMs,
      errorCode,
      charge: word === pricedOn ? charge : null,
      of: person,
    });
    if (isEmitted) emitted[word] = atMs;
  }
  const pricing = emitted[pricedOn] === null ? null : pricingTruth(charge);
  return { personId: person.id, country: person.country, ...statusTruth(emitted, outcome), pricing };
}

/** `sent` is emitted of the message once, not of each participant. */
function outcomeInGroup(context: Context, { purpose, atMs }: GroupSending, person: Person): StatusTruth {
  const happened = outcomeOf(context.rng, {
    category: purpose === null ? 'service' : 'utility',
    isVoice: false,
    sentAtMs: atMs,
    hidesReading: person.hidesReading,
    isUnwanted: false,
    untilMs: person.changesAtMs,
  });
  return { ...happened, sentAtMs: null };
}

/** One charge per participant that it is delivered to. */
function groupCharge({ account, atMs, purpose }: GroupSending): Charge {
  const isFree = purpose === null && eraAt(account.zone, atMs) === 'message';
  const category = purpose === null ? 'group_service' : 'group_utility';
  const type = isFree ? 'free_customer_service' : 'regular';
  return { pricing: { billable: !isFree, pricing_model: 'PMP', type, category }, conversation: null };
}

function truthOf(
  sending: GroupSending,
  isSentEmitted: boolean,
  participants: readonly ParticipantTruth[],
): MessageTruth {
  const { id, group, account, atMs, purpose } = sending;
  return {
    kind: 'message',
    id,
    channel: 'whatsapp',
    accountId: account.id,
    numberId: group.number.id,
    personId: null,
    country: null,
    groupId: group.id,
    participants,
    isFreeForm: purpose === null,
    made: purpose ?? NO_PURPOSE,
    known: knownByCallback(purpose ?? NO_PURPOSE),
    knownFrom: purpose === null ? 'none' : 'callback',
    recordedAtMs: null,
    echoedAtMs: null,
    sentAtMs: isSentEmitted ? atMs : null,
    deliveredAtMs: null,
    readAtMs: null,
    playedAtMs: null,
    failedAtMs: null,
    errorCode: null,
    pricing: null,
    conversation: null,
  };
}
