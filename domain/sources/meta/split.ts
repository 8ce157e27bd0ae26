import { at, isObject, type JsonObject, list, member, text } from '../../shared/json.ts';
import { contentDigest } from '../shared/content-digest.ts';
import { CONTEXT_KIND, type ContextLimit, contextLimit } from '../shared/context.ts';
import type { Item } from '../source.ts';
import { areContacts, CONTACT_MEMBERS, contactBeside, readContacts, unnamedAmong } from './contacts.ts';
import { piecesOf, THREAD_MEMBERS } from './history-pieces.ts';
import { ITEM_LISTS, type ItemList, type ListedItem, PAST_MESSAGES } from './lists.ts';

/** What a part of the context keeps in each item when all of it is too much for that. */
const KEPT_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  metadata: ['phone_number_id', 'display_phone_number'],
  contact: CONTACT_MEMBERS,
  thread: THREAD_MEMBERS,
};

/** What is in no list: a whole part of the document, or what is left of it; and a contact beside no item. */
const UNLISTED = ['document', 'entry', 'change', 'contact', CONTEXT_KIND] as const;
type Unlisted = (typeof UNLISTED)[number];

/** Every kind of item that a delivery is cut into. */
export const KINDS: readonly string[] = [
  ...new Set([...[...ITEM_LISTS, PAST_MESSAGES].map(({ kind }) => kind), ...UNLISTED]),
];

const STANDBY = 'standby';
const STATUSES = 'statuses';

interface Change {
  readonly field: string | null;
  readonly value: unknown;
  /** What every item of the change gets to know of its surroundings. */
  readonly context: JsonObject;
  readonly limit: ContextLimit;
}

/**
 * Cuts a delivery into its items. Every list is walked (entry, changes, and each list in `value`). What is in no
 * known list, or in no known shape, becomes an item of its own: `raw/` is made of the items, so what no item holds is
 * gone. Only `"messaging_product": "whatsapp"` is left out: it says nothing else than the source.
 */
export function split(delivery: unknown): readonly Item[] {
  const limit = contextLimit();
  const place = cut(limit, { object: text(member(delivery, 'object')) });
  const items = list(member(delivery, 'entry')).flatMap((entry) => splitEntry(place, entry, limit));
  const known = ['entry', ...textual(delivery, 'object')];
  return [...items, ...remainder('document', place, delivery, known, items), ...excess(limit, place)];
}

function splitEntry(delivery: JsonObject, entry: unknown, limit: ContextLimit): readonly Item[] {
  const stated = { entry_id: text(member(entry, 'id')), entry_time: member(entry, 'time') ?? null };
  const place = { ...delivery, ...cut(limit, stated) };
  const items = list(member(entry, 'changes')).flatMap((change) => splitChange(place, change, limit));
  const known = ['time', 'changes', ...textual(entry, 'id')];
  return [...items, ...remainder('entry', place, entry, known, items)];
}

function splitChange(place: JsonObject, change: unknown, limit: ContextLimit): readonly Item[] {
  const field = text(member(change, 'field'));
  const value = member(change, 'value');
  const context = { ...place, ...cut(limit, { field, metadata: member(value, 'metadata') ?? null }) };
  const items = value === undefined ? [] : splitValue({ field, value, context, limit });
  const known = ['value', ...textual(change, 'field')];
  return [...items, ...remainder('change', context, change, known, items), ...excess(limit, context)];
}

function splitValue(change: Change): readonly Item[] {
  const { value, context } = change;
  const lists = ITEM_LISTS.filter((itemList) => isListOf(itemList, change));
  const contacts = readContacts(value);
  const listedItems = lists.flatMap((itemList) => listedItemsOf(itemList, value));
  const beside = listedItems.map((listed) => contactBeside(contacts, listed, listedItems.length === 1));
  const events = listedItems.map((listed, index) => splitItem(listed, change, beside[index]));
  const unnamed = unnamedAmong(contacts, beside).map((contact) => byContent('contact', context, contact));
  const nested = splitNested(change);
  const known = ['metadata', ...lists.map(({ name }) => name), ...understood(value), ...nested.map(({ name }) => name)];
  const items = [...events, ...unnamed, ...nested.flatMap(({ items }) => items)];
  return [...items, ...remainder('change', context, value, known, items)];
}

/** The field \`standby\` holds its lists one level deeper, in a member of the same name ("Standby webhooks", Aug 2026). */
function splitNested(change: Change): readonly { readonly name: string; readonly items: readonly Item[] }[] {
  const value = change.field === STANDBY ? member(change.value, STANDBY) : undefined;
  return isObject(value) ? [{ name: STANDBY, items: splitValue({ ...change, value }) }] : [];
}

/** Members of `value` beside its lists whose content is in the items, or says nothing. */
function understood(value: unknown): readonly string[] {
  const product = member(value, 'messaging_product') === 'whatsapp' ? ['messaging_product'] : [];
  return areContacts(member(value, 'contacts')) ? [...product, 'contacts'] : product;
}

/** A list's items; a piece of history is one for each of its messages, and one for what is left of it. */
function listedItemsOf(itemList: ItemList, value: unknown): readonly ListedItem[] {
  const found = list(member(value, itemList.name));
  const items = itemList.name === STATUSES ? found.toSorted((a, b) => statedAt(a) - statedAt(b)) : found;
  if (itemList.name !== PAST_MESSAGES.name) return items.map((item) => ({ itemList, item }));
  return items.flatMap((item) => {
    const { messages, rest } = piecesOf(item);
    return [...messages.map((message) => ({ itemList: PAST_MESSAGES, ...message })), { itemList, item: rest }];
  });
}

/** A status stated twice in one list has one key, and the first is stored: the one with the earliest time. */
function statedAt(status: unknown): number {
  const seconds = Number(text(member(status, 'timestamp')) ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : Number.MAX_SAFE_INTEGER;
}

/** What is left of a value when its items are taken out: nothing, its other members, or all of it if it gave no item. */
function remainder(
  kind: Unlisted,
  context: JsonObject,
  value: unknown,
  known: readonly string[],
  items: readonly Item[],
): readonly Item[] {
  if (items.length === 0) return [byContent(kind, context, value)];
  const rest = isObject(value) ? Object.entries(value).filter(([name]) => !known.includes(name)) : [];
  return rest.length === 0 ? [] : [byContent(kind, context, Object.fromEntries(rest))];
}

/** The member's name, where the context holds all that the member says: a text, a number, or nothing. */
function textual(value: unknown, name: string): readonly string[] {
  const found = member(value, name);
  return found === undefined || found === null || text(found) !== null ? [name] : [];
}

function cut(limit: ContextLimit, parts: JsonObject): JsonObject {
  const kept = Object.entries(parts).map(([name, value]) => [name, limit.partOf(name, value, KEPT_MEMBERS[name])]);
  return Object.fromEntries(kept);
}

/** What was too large to be copied into every item, once. */
function excess(limit: ContextLimit, context: JsonObject): readonly Item[] {
  return limit.takeExcess().map((item) => byContent(CONTEXT_KIND, context, item));
}

function isListOf(itemList: ItemList, change: Change): boolean {
  if (itemList.onlyInField !== undefined && itemList.onlyInField !== change.field) return false;
  return Array.isArray(member(change.value, itemList.name));
}

function splitItem({ itemList, item, around = {} }: ListedItem, change: Change, contact: unknown): Item {
  const phoneNumberId = text(at(change.context, 'metadata.phone_number_id'));
  const identity = isObject(item) ? itemList.identity(item, phoneNumberId) : null;
  const parts = contact === undefined ? around : { ...around, contact };
  const context = { ...change.context, ...cut(change.limit, parts) };
  if (identity === null) return byContent(itemList.kind, context, item);
  return {
    kind: itemList.kind,
    keyParts: [...scope(itemList.kind, change.field), ...identity],
    isDated: true,
    context,
    item,
  };
}

/** `messages` is where Meta reports a message; the same message in another field (standby) is another event. */
function scope(kind: string, field: string | null): readonly (string | null)[] {
  return field === 'messages' ? [kind] : [kind, field];
}

/** An item without an id of its own is known by what it says, where it stood and, as far as it says so, when it was. */
function byContent(kind: string, context: JsonObject, item: unknown): Item {
  const place = ['entry_id', 'entry_time'].map((name) => text(member(context, name)));
  const phoneNumberId = text(at(context, 'metadata.phone_number_id'));
  return {
    kind,
    keyParts: [...scope(kind, text(member(context, 'field'))), ...place, phoneNumberId, contentDigest(item)],
    isDated: place[1] !== null || ['timestamp', 'metadata.timestamp'].some((path) => at(item, path) !== undefined),
    context,
    item,
  };
}
