import { mayRespond } from './afterwards.ts';
import { type Campaign, NO_PURPOSE, purposeOf, type TemplateCategory } from './campaigns.ts';
import { type Act, metaTells, newcomer, type Stage } from './context.ts';
import { byShare, hexadecimal } from './distributions.ts';
import { messageId, partyOf, seconds } from './items.ts';
import { isBoth, type Sending, send } from './outbound.ts';
import type { MessageCategory } from './outcome.ts';
import { aliasesAt, type Person, talkOf } from './people.ts';
import type { Button, MessageTruth } from './truth.ts';
import type { Account, BusinessNumber } from './world.ts';

/** A campaign writes to a newcomer or to somebody who has heard of it before. */
export function sendCampaign(stage: Stage, atMs: number, { account }: Act<'send_campaign'>): void {
  const { random, campaigns } = stage;
  const campaign = byShare(random, campaigns.at(account, atMs));
  const { person, isUnwanted } = recipient(stage, atMs, account, campaign.template.category);
  sendTemplate(stage, atMs, { campaign, person, number: campaign.number, isUnwanted });
}

/** What came of a talk is told by a template, from the number that the contact knows. */
export function followUp(stage: Stage, atMs: number, { person, number }: Act<'follow_up'>): void {
  const campaign = stage.campaigns.utilityAt(person.account, atMs);
  sendTemplate(stage, atMs, { campaign, person, number, isUnwanted: false });
}

interface TemplateSending {
  readonly campaign: Campaign;
  readonly person: Person;
  readonly number: BusinessNumber;
  readonly isUnwanted: boolean;
}

function sendTemplate(stage: Stage, atMs: number, { campaign, person, number, isUnwanted }: TemplateSending): void {
  const { random } = stage;
  const hasFlow = campaign.buttons?.some(({ kind }) => kind === 'flow') ?? false;
  sendTo(stage, 0, {
    person,
    number,
    atMs,
    category: campaign.template.category,
    isVoice: false,
    isUnwanted,
    purpose: purposeOf(random, campaign, person.language),
    toldBy: campaign.toldBy,
    flowToken: hasFlow ? `flow-${hexadecimal(random, 16)}` : null,
  });
}

/** Some write on to those who asked them to stop: Meta does not deliver it. */
const WRITES_ON = 0.1;

function recipient(stage: Stage, atMs: number, account: Account, category: TemplateCategory) {
  const known = stage.random.chance(stage.newcomers) ? undefined : stage.people.someone(account);
  if (known === undefined) return { person: newcomer(stage, atMs, account), isUnwanted: false };
  const isUnwanted = known.isOptedOut && category === 'marketing';
  if (!isUnwanted || stage.random.chance(WRITES_ON)) return { person: known, isUnwanted };
  return { person: newcomer(stage, atMs, account), isUnwanted: false };
}

function sendTo(stage: Stage, turn: number, sending: Sending): void {
  const { id, fate } = send(stage, sending);
  const { person, number, category, purpose, flowToken } = sending;
  const heardAtMs = fate.readAtMs ?? fate.deliveredAtMs;
  if (heardAtMs === null) return;
  const to = { id, number, buttons: purpose.buttons ?? [], flowToken, isTemplate: category !== 'service' };
  mayRespond(stage, { person, to, heardAtMs, category, turn });
}

const WRITES_ON_PHONE = 0.4;
const VOICE = 0.06;

/** An agent writes: by the interface, or on the phone where the number is used on one too. */
export function agentAnswers(stage: Stage, atMs: number, { person, number, turn }: Act<'agent_answers'>): void {
  const { random, without } = stage;
  if (number.isOnPhone && !without.has('echoes') && random.chance(WRITES_ON_PHONE)) {
    echo(stage, atMs, person, number, turn);
    return;
  }
  // Outside the customer service window Meta takes only templates.
  if (atMs >= talkOf(person, number.id).serviceUntilMs) return;
  const buttons = random.chance(0.25) ? choices(random.chance(0.5)) : null;
  const category: MessageCategory = 'service';
  sendTo(stage, turn, {
    person,
    number,
    atMs,
    category,
    isVoice: buttons === null && random.chance(VOICE),
    isUnwanted: false,
    purpose: { ...NO_PURPOSE, buttons },
    toldBy: buttons !== null && random.chance(0.6) ? 'send' : 'none',
    flowToken: null,
  });
}

function choices(isList: boolean): readonly Button[] {
  const ids = isList ? ['express', 'standard', 'collect'] : ['yes', 'no'];
  return ids.map((id, index) => ({ kind: isList ? 'list_row' : 'quick_reply', id, position: index + 1 }));
}

function echo(stage: Stage, atMs: number, person: Person, number: BusinessNumber, turn: number): void {
  const aliases = aliasesAt(person, atMs);
  const id = messageId(stage.random, partyOf(aliases));
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
  const isTold = metaTells(stage, atMs, { ...place, item, contact: null }, isBoth(aliases) ? person : null);
  if (isTold) stage.record(echoTruth(id, atMs, person, number));
  const to = { id, number, buttons: [], flowToken: null, isTemplate: false };
  mayRespond(stage, { person, to, heardAtMs: atMs, category: 'service', turn });
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
