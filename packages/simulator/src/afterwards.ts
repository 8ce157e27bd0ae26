import { type Act, type Answerable, type Context, emitMeta, emitMetaNow, later } from './context.ts';
import { DAY_MS, HOUR_MS, hexadecimal, longTail, MINUTE_MS, SECOND_MS, span } from './distributions.ts';
import { contactItem, messageId, partyOf, seconds } from './items.ts';
import { isBoth } from './outbound.ts';
import { aliasesAt, type Person } from './people.ts';
import { changeItem, from } from './said.ts';
import type { BusinessNumber } from './world.ts';

/** What people do with a message beside answering it. */
export function react(context: Context, atMs: number, act: Act<'react'>): void {
  const { person, to, emoji } = act;
  const aliases = aliasesAt(person, atMs);
  const id = messageId(context.rng, partyOf(aliases));
  const reaction = { message_id: to.id, ...(emoji === null ? {} : { emoji }) };
  const item = { ...from(aliases), id, timestamp: seconds(atMs), type: 'reaction', reaction };
  const place = { accountId: person.account.id, number: to.number };
  const emitted = { ...place, field: 'messages', list: 'messages', item, contact: contactItem(aliases) } as const;
  if (emitMeta(context, atMs, emitted, isBoth(aliases) ? person : null)) {
    const truth = { kind: 'reaction', id, atMs, targetId: to.id, emoji, ...placed(person, to.number) } as const;
    context.record({ ...truth, personId: person.id, country: person.country });
  }
  if (emoji === null || !context.rng.chance(TAKEN_BACK)) return;
  later(context, atMs + span(context.rng, SECOND_MS, HOUR_MS), { ...act, emoji: null });
}

const TAKEN_BACK = 0.1;
/** The documented click names nobody; some come with their contact. */
const CLICK_NAMES_CONTACT = 0.7;

export function clickLink(context: Context, atMs: number, { person, to }: Act<'click_link'>): void {
  const { rng } = context;
  const aliases = aliasesAt(person, atMs);
  const clickId = hexadecimal(rng, 24);
  const click_component = rng.pick<'cta' | 'body'>(['cta', 'cta', 'body']);
  const item = {
    action_type: 'marketing_messages_link_click',
    timestamp: Math.floor(atMs / 1_000),
    marketing_messages_link_click_data: { click_component, click_id: clickId, tracking_token: hexadecimal(rng, 16) },
  };
  const contact = rng.chance(CLICK_NAMES_CONTACT) ? contactItem(aliases) : null;
  const place = { accountId: person.account.id, number: to.number };
  const isLinking = contact !== null && isBoth(aliases);
  const emitted = { ...place, field: 'messages', list: 'user_actions', item, contact } as const;
  if (!emitMeta(context, atMs, emitted, isLinking ? person : null)) return;
  const who = contact === null ? { personId: null, country: null } : { personId: person.id, country: person.country };
  const nothing = { messageId: null, buttonId: null, position: null };
  context.record({
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

export function consent(context: Context, atMs: number, { person, number, isOptIn }: Act<'consent'>): void {
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
  if (emitMeta(context, atMs, { ...place, item, contact: contactItem(aliases) }, isBoth(aliases) ? person : null)) {
    const who = { personId: person.id, country: person.country };
    context.record({ kind: 'consent', atMs, scope: 'marketing', isOptIn, ...placed(person, number), ...who });
  }
  if (isOptIn || !context.rng.chance(CHANGES_MIND)) return;
  later(context, atMs + span(context.rng, HOUR_MS, 60 * DAY_MS), { what: 'consent', person, number, isOptIn: true });
}

/** The same person goes on under another number and user id. */
export function changeNumber(context: Context, atMs: number, { person, number }: Act<'change_number'>): void {
  const was = aliasesAt(person, atMs);
  context.people.change(person, atMs);
  const is = aliasesAt(person, atMs);
  later(context, person.changesAtMs, { what: 'change_number', person, number });
  if (was.phone === is.phone && was.userId === is.userId) return;
  const id = messageId(context.rng, partyOf(was));
  const item = changeItem(id, atMs, was, is);
  const emitted = {
    accountId: person.account.id,
    number,
    field: 'messages',
    list: 'messages',
    item,
    contact: null,
  } as const;
  if (!emitMetaNow(context, atMs, emitted)) return;
  const who = { personId: person.id, country: person.country };
  context.record({ kind: 'identity', id, atMs, from: was, to: is, ...placed(person, number), ...who });
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
export function mayRespond(context: Context, { person, to, heardAtMs, category, turn }: Appeal): void {
  const { rng, without } = context;
  const isMarketing = category === 'marketing';
  if (rng.chance(Math.min((ANSWERS[category] ?? 0) * person.keenness, 0.8))) {
    later(context, heardAtMs + answeringTime(rng), { what: 'answer', person, to, turn });
  }
  if (rng.chance(REACTS)) {
    const emoji = rng.pick(['👍', '❤️', '😂']);
    later(context, heardAtMs + span(rng, SECOND_MS, HOUR_MS), { what: 'react', person, to, emoji });
  }
  const hasLink = to.buttons.some(({ kind }) => kind === 'url');
  if (isMarketing && hasLink && !without.has('link_clicks') && rng.chance(CLICKS)) {
    later(context, heardAtMs + span(rng, SECOND_MS, 2 * DAY_MS), { what: 'click_link', person, to });
  }
  if (isMarketing && !without.has('consent') && rng.chance(STOPS)) {
    const { number } = to;
    later(context, heardAtMs + span(rng, SECOND_MS, 2 * DAY_MS), { what: 'consent', person, number, isOptIn: false });
  }
}

/** Most at once, some hours later, a few after days. */
function answeringTime(rng: Context['rng']): number {
  return longTail(rng, [
    [0.62, [5 * SECOND_MS, 15 * MINUTE_MS]],
    [0.23, [15 * MINUTE_MS, 12 * HOUR_MS]],
    [0.1, [12 * HOUR_MS, 30 * HOUR_MS]],
    [0.05, [30 * HOUR_MS, 4 * DAY_MS]],
  ]);
}
