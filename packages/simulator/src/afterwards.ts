import { type Act, type Answerable, later, metaTells, metaTellsNow, type Stage } from './context.ts';
import { DAY_MS, HOUR_MS, hexadecimal, longTail, MINUTE_MS, SECOND_MS, span } from './distributions.ts';
import { contactItem, messageId, partyOf, seconds } from './items.ts';
import { isBoth } from './outbound.ts';
import { aliasesAt, type Person } from './people.ts';
import { changeItem, from } from './said.ts';
import type { BusinessNumber } from './world.ts';

/** What people do with a message beside answering it. */
export function react(stage: Stage, atMs: number, act: Act<'react'>): void {
  const { person, to, emoji } = act;
  const aliases = aliasesAt(person, atMs);
  const id = messageId(stage.random, partyOf(aliases));
  const reaction = { message_id: to.id, ...(emoji === null ? {} : { emoji }) };
  const item = { ...from(aliases), id, timestamp: seconds(atMs), type: 'reaction', reaction };
  const place = { accountId: person.account.id, number: to.number };
  const told = { ...place, field: 'messages', list: 'messages', item, contact: contactItem(aliases) } as const;
  if (metaTells(stage, atMs, told, isBoth(aliases) ? person : null)) {
    const truth = { kind: 'reaction', id, atMs, targetId: to.id, emoji, ...placed(person, to.number) } as const;
    stage.record({ ...truth, personId: person.id, country: person.country });
  }
  if (emoji === null || !stage.random.chance(TAKEN_BACK)) return;
  later(stage, atMs + span(stage.random, SECOND_MS, HOUR_MS), { ...act, emoji: null });
}

const TAKEN_BACK = 0.1;
/** The documented click names nobody; some come with their contact. */
const CLICK_NAMES_CONTACT = 0.7;

export function clickLink(stage: Stage, atMs: number, { person, to }: Act<'click_link'>): void {
  const { random } = stage;
  const aliases = aliasesAt(person, atMs);
  const clickId = hexadecimal(random, 24);
  const click_component = random.pick<'cta' | 'body'>(['cta', 'cta', 'body']);
  const item = {
    action_type: 'marketing_messages_link_click',
    timestamp: Math.floor(atMs / 1_000),
    marketing_messages_link_click_data: { click_component, click_id: clickId, tracking_token: hexadecimal(random, 16) },
  };
  const contact = random.chance(CLICK_NAMES_CONTACT) ? contactItem(aliases) : null;
  const place = { accountId: person.account.id, number: to.number };
  const isLinking = contact !== null && isBoth(aliases);
  const told = { ...place, field: 'messages', list: 'user_actions', item, contact } as const;
  if (!metaTells(stage, atMs, told, isLinking ? person : null)) return;
  const who = contact === null ? { personId: null, country: null } : { personId: person.id, country: person.country };
  const nothing = { messageId: null, buttonId: null, position: null };
  stage.record({
    kind: 'click',
    id: clickId,
    atMs,
    ...placed(person, to.number),
    ...who,
    clickKind: click_component,
    ...nothing,
  });
}

const CHANGES_MIND = 0.3;

export function consent(stage: Stage, atMs: number, { person, number, isOptIn }: Act<'consent'>): void {
  if (person.isOptedOut !== isOptIn) return;
  person.isOptedOut = !isOptIn;
  const aliases = aliasesAt(person, atMs);
  const item = {
    ...(aliases.phone === null ? {} : { wa_id: aliases.phone }),
    ...(aliases.userId === null ? {} : { user_id: aliases.userId }),
    detail: `User requested to ${isOptIn ? 'resume' : 'stop'} marketing messages`,
    category: 'marketing_messages',
    value: isOptIn ? 'resume' : 'stop',
    timestamp: Math.floor(atMs / 1_000),
  };
  const place = { accountId: person.account.id, number, field: 'user_preferences', list: 'user_preferences' } as const;
  if (metaTells(stage, atMs, { ...place, item, contact: contactItem(aliases) }, isBoth(aliases) ? person : null)) {
    const who = { personId: person.id, country: person.country };
    stage.record({ kind: 'consent', atMs, scope: 'marketing', isOptIn, ...placed(person, number), ...who });
  }
  if (isOptIn || !stage.random.chance(CHANGES_MIND)) return;
  later(stage, atMs + span(stage.random, HOUR_MS, 60 * DAY_MS), { what: 'consent', person, number, isOptIn: true });
}

/** The same person goes on under another number and user id. */
export function changeNumber(stage: Stage, atMs: number, { person, number }: Act<'change_number'>): void {
  const was = aliasesAt(person, atMs);
  stage.people.change(person, atMs);
  const is = aliasesAt(person, atMs);
  later(stage, person.changesAtMs, { what: 'change_number', person, number });
  if (was.phone === is.phone && was.userId === is.userId) return;
  const id = messageId(stage.random, partyOf(was));
  const item = changeItem(id, atMs, was, is);
  const told = {
    accountId: person.account.id,
    number,
    field: 'messages',
    list: 'messages',
    item,
    contact: null,
  } as const;
  if (!metaTellsNow(stage, atMs, told)) return;
  const who = { personId: person.id, country: person.country };
  stage.record({ kind: 'identity', id, atMs, from: was, to: is, ...placed(person, number), ...who });
}

function placed(person: Person, number: BusinessNumber) {
  return { channel: 'whatsapp', accountId: person.account.id, numberId: number.id } as const;
}

/** How much a message moves people. */
export interface Appeal {
  readonly person: Person;
  readonly to: Answerable;
  readonly heardAtMs: number;
  readonly category: string;
  readonly turn: number;
}

const ANSWERS: Readonly<Record<string, number>> = {
  marketing: 0.09,
  utility: 0.06,
  authentication: 0.004,
  service: 0.35,
};
const CLICKS = 0.06;
const REACTS = 0.012;
const STOPS = 0.008;

/** What the recipient does after a message was heard, each with its chance. */
export function mayRespond(stage: Stage, { person, to, heardAtMs, category, turn }: Appeal): void {
  const { random, without } = stage;
  const isMarketing = category === 'marketing';
  if (random.chance(Math.min((ANSWERS[category] ?? 0) * person.keenness, 0.8))) {
    later(stage, heardAtMs + answeringTime(random), { what: 'answer', person, to, turn });
  }
  if (random.chance(REACTS)) {
    const emoji = random.pick(['👍', '❤️', '😂']);
    later(stage, heardAtMs + span(random, SECOND_MS, HOUR_MS), { what: 'react', person, to, emoji });
  }
  const hasLink = to.buttons.some(({ kind }) => kind === 'url');
  if (isMarketing && hasLink && !without.has('link_clicks') && random.chance(CLICKS)) {
    later(stage, heardAtMs + span(random, SECOND_MS, 2 * DAY_MS), { what: 'click_link', person, to });
  }
  if (isMarketing && !without.has('consent') && random.chance(STOPS)) {
    const { number } = to;
    later(stage, heardAtMs + span(random, SECOND_MS, 2 * DAY_MS), { what: 'consent', person, number, isOptIn: false });
  }
}

/** Most at once, some hours later, a few after days. */
function answeringTime(random: Stage['random']): number {
  return longTail(random, [
    [0.62, [5 * SECOND_MS, 15 * MINUTE_MS]],
    [0.23, [15 * MINUTE_MS, 12 * HOUR_MS]],
    [0.1, [12 * HOUR_MS, 30 * HOUR_MS]],
    [0.05, [30 * HOUR_MS, 4 * DAY_MS]],
  ]);
}
