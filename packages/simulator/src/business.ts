import { mayRespond } from './afterwards.ts';
import { type Campaign, NO_PURPOSE, purposeOf, type TemplateCategory } from './campaigns.ts';
import { type Act, type Context, emitMeta, newcomer } from './context.ts';
import { byShare, hexadecimal } from './distributions.ts';
import { messageId, partyOf, seconds } from './items.ts';
import { isBoth, type Sending, send } from './outbound.ts';
import type { MessageCategory } from './outcome.ts';
import { aliasesAt, type Person, talkOf } from './people.ts';
import type { Button, MessageTruth } from './truth.ts';
import type { Account, BusinessNumber } from './world.ts';

/** A campaign writes to a newcomer or to somebody who has heard of it before. */
export function sendCampaign(context: Context, atMs: number, { account }: Act<'send_campaign'>): void {
  const { rng, campaigns } = context;
  const campaign = byShare(rng, campaigns.at(account, atMs));
  const { person, isUnwanted } = recipient(context, atMs, account, campaign.template.category);
  sendTemplate(context, atMs, { campaign, person, number: campaign.number, isUnwanted });
}

/** A template informs about the outcome of a talk, from the number that the contact knows. */
export function followUp(context: Context, atMs: number, { person, number }: Act<'follow_up'>): void {
  const campaign = context.campaigns.utilityAt(person.account, atMs);
  sendTemplate(context, atMs, { campaign, person, number, isUnwanted: false });
}

interface TemplateSending {
  readonly campaign: Campaign;
  readonly person: Person;
  readonly number: BusinessNumber;
  readonly isUnwanted: boolean;
}

function sendTemplate(context: Context, atMs: number, { campaign, person, number, isUnwanted }: TemplateSending): void {
  const { rng } = context;
  const hasFlow = campaign.buttons?.some(({ kind }) => kind === 'flow') ?? false;
  sendTo(context, 0, {
    person,
    number,
    atMs,
    category: campaign.template.category,
    isVoice: false,
    isUnwanted,
    purpose: purposeOf(rng, campaign, person.language),
    reportedBy: campaign.reportedBy,
    flowToken: hasFlow ? `flow-${hexadecimal(rng, 16)}` : null,
  });
}

/** Some write on to those who asked them to stop: Meta does not deliver it. */
const WRITES_ON = 0.1;

function recipient(context: Context, atMs: number, account: Account, category: TemplateCategory) {
  const known = context.rng.chance(context.newcomers) ? undefined : context.people.someone(account);
  if (known === undefined) return { person: newcomer(context, atMs, account), isUnwanted: false };
  const isUnwanted = known.isOptedOut && category === 'marketing';
  if (!isUnwanted || context.rng.chance(WRITES_ON)) return { person: known, isUnwanted };
  return { person: newcomer(context, atMs, account), isUnwanted: false };
}

function sendTo(context: Context, turn: number, sending: Sending): void {
  const { id, outcome } = send(context, sending);
  const { person, number, category, purpose, flowToken } = sending;
  const heardAtMs = outcome.readAtMs ?? outcome.deliveredAtMs;
  if (heardAtMs === null) return;
  const to = { id, number, buttons: purpose.buttons ?? [], flowToken, isTemplate: category !== 'service' };
  mayRespond(context, { person, to, heardAtMs, category, turn });
}

const WRITES_ON_PHONE = 0.4;
const VOICE = 0.06;

/** An agent writes: by the interface, or on the phone where the number is used on one too. */
export function agentAnswers(context: Context, atMs: number, { person, number, turn }: Act<'agent_answers'>): void {
  const { rng, without } = context;
  if (number.isOnPhone && !without.has('echoes') && rng.chance(WRITES_ON_PHONE)) {
    echo(context, atMs, person, number, turn);
    return;
  }
  // Outside the customer service window Meta takes only templates.
  if (atMs >= talkOf(person, number.id).serviceUntilMs) return;
  const buttons = rng.chance(0.25) ? choices(rng.chance(0.5)) : null;
  const category: MessageCategory = 'service';
  sendTo(context, turn, {
    person,
    number,
    atMs,
    category,
    isVoice: buttons === null && rng.chance(VOICE),
    isUnwanted: false,
    purpose: { ...NO_PURPOSE, buttons },
    reportedBy: buttons !== null && rng.chance(0.6) ? 'send' : 'none',
    flowToken: null,
  });
}

function choices(isList: boolean): readonly Button[] {
  const ids = isList ? ['express', 'standard', 'collect'] : ['yes', 'no'];
  return ids.map((id, index) => ({ kind: isList ? 'list_row' : 'quick_reply', id, position: index + 1 }));
}

function echo(context: Context, atMs: number, person: Person, number: BusinessNumber, turn: number): void {
  const aliases = aliasesAt(person, atMs);
  const id = messageId(context.rng, partyOf(aliases));
  const item = {
    from: number.display,
    ...(aliases.phone === null ? {} : { to: aliases.phone }),
    ...(aliases.userId === null ? {} : { to_user_id: aliases.userId }),
    id,
    timestamp: seconds(atMs),
    type: 'text',
    text: { body: 'From my phone' },
  };
  const place = { accountId: person.account.id, number, field: 'smb_message_echoes', list: 'message_echoes' } as const;
  const isEmitted = emitMeta(context, atMs, { ...place, item, contact: null }, isBoth(aliases) ? person : null);
  if (isEmitted) context.record(echoTruth(id, atMs, person, number));
  const to = { id, number, buttons: [], flowToken: null, isTemplate: false };
  mayRespond(context, { person, to, heardAtMs: atMs, category: 'service', turn });
}

function echoTruth(id: string, atMs: number, person: Person, number: BusinessNumber): MessageTruth {
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
    isFreeForm: true,
    made: NO_PURPOSE,
    known: NO_PURPOSE,
    knownFrom: 'none',
    recordedAtMs: null,
    echoedAtMs: atMs,
    sentAtMs: null,
    deliveredAtMs: null,
    readAtMs: null,
    playedAtMs: null,
    failedAtMs: null,
    errorCode: null,
    pricing: null,
    conversation: null,
  };
}
