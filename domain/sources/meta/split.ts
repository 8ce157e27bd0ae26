import { createHash } from 'node:crypto';
import { at, canonical, isObject, type JsonObject, list, member, text } from '../../json.ts';
import type { SplitItem } from '../source.ts';
import { piecesOf } from './history-pieces.ts';
import { ITEM_LISTS, type ItemList, PAST_MESSAGES } from './lists.ts';

/** Members of `value` that say something about its elements; they travel as each element's context. */
const SURROUNDINGS = ['messaging_product', 'metadata', 'contacts'];

interface Change {
  readonly field: string | null;
  readonly value: unknown;
  /** What every item of the change gets to know of its surroundings. */
  readonly context: JsonObject;
}

interface Element {
  readonly itemList: ItemList;
  readonly item: unknown;
  /** What only this element's surroundings say. */
  readonly around?: JsonObject;
}

/**
 * Cuts a delivery into its items. Every list is walked (entry, changes, and each list in `value`); what stands in no
 * known list, or in no known shape, becomes an item of its own, so that nothing that arrives is unaccounted for.
 */
export function split(document: unknown): readonly SplitItem[] {
  const object = text(member(document, 'object'));
  const items = list(member(document, 'entry')).flatMap((entry) => splitEntry(object, entry));
  return [...items, ...remainder('document', { object }, document, ['object', 'entry'], items)];
}

function splitEntry(object: string | null, entry: unknown): readonly SplitItem[] {
  const place = { object, entry_id: text(member(entry, 'id')), entry_time: member(entry, 'time') ?? null };
  const items = list(member(entry, 'changes')).flatMap((change) => splitChange(place, change));
  return [...items, ...remainder('entry', place, entry, ['id', 'time', 'changes'], items)];
}

function splitChange(place: JsonObject, change: unknown): readonly SplitItem[] {
  const field = text(member(change, 'field'));
  const value = member(change, 'value');
  const metadata = member(value, 'metadata') ?? null;
  const context = { ...place, field, metadata };
  const items = value === undefined ? [] : splitValue({ field, value, context });
  return [...items, ...remainder('change', context, change, ['field', 'value'], items)];
}

function splitValue(change: Change): readonly SplitItem[] {
  const { value, context } = change;
  const lists = ITEM_LISTS.filter((itemList) => isListOf(itemList, change));
  const contacts = readContacts(value);
  const elements = lists.flatMap((itemList) => elementsOf(itemList, value));
  const items = elements.map((element) => {
    const contact = contactBeside(contacts, element, elements.length === 1);
    return splitItem(element, change, contact);
  });
  const known = [...SURROUNDINGS, ...lists.map(({ name }) => name)];
  const strangers = contacts.all.filter(isStrangerTo(items));
  const unnamed = items.length === 0 ? [] : strangers.map((contact) => byContent('contact', context, contact));
  return [...items, ...unnamed, ...remainder('change', context, value, known, items)];
}

/** A list's elements; a piece of history is one for each of its messages, and one for what is left of it. */
function elementsOf(itemList: ItemList, value: unknown): readonly Element[] {
  const items = list(member(value, itemList.name));
  if (itemList.name !== PAST_MESSAGES.name) return items.map((item) => ({ itemList, item }));
  return items.flatMap((item) => {
    const { messages, rest } = piecesOf(item);
    return [...messages.map((message) => ({ itemList: PAST_MESSAGES, ...message })), { itemList, item: rest }];
  });
}

/** What is left of a value when its items are taken out: nothing, its other members, or all of it if it gave no item. */
function remainder(
  kind: string,
  context: JsonObject,
  value: unknown,
  known: readonly string[],
  items: readonly SplitItem[],
): readonly SplitItem[] {
  if (items.length === 0) return [byContent(kind, context, value)];
  const rest = isObject(value) ? Object.entries(value).filter(([name]) => !known.includes(name)) : [];
  return rest.length === 0 ? [] : [byContent(kind, context, Object.fromEntries(rest))];
}

function isListOf(itemList: ItemList, change: Change): boolean {
  if (itemList.onlyInField !== undefined && itemList.onlyInField !== change.field) return false;
  return Array.isArray(member(change.value, itemList.name));
}

function splitItem({ itemList, item, around }: Element, change: Change, contact: unknown): SplitItem {
  const phoneNumberId = text(at(change.context, 'metadata.phone_number_id'));
  const identity = isObject(item) ? itemList.identity(item, phoneNumberId) : null;
  const context = { ...change.context, ...around, ...(contact === undefined ? {} : { contact }) };
  if (identity === null) return byContent(itemList.kind, context, item);
  return {
    kind: itemList.kind,
    keyParts: [...scope(itemList.kind, change.field), ...identity],
    isDated: true,
    context,
    item,
  };
}

/** `messages` is where Meta tells of a message; the same message told in another field (standby) is another event. */
function scope(kind: string, field: string | null): readonly (string | null)[] {
  return field === 'messages' ? [kind] : [kind, field];
}

interface Contacts {
  readonly all: readonly unknown[];
  readonly byAlias: ReadonlyMap<string, unknown>;
}

function readContacts(value: unknown): Contacts {
  const all = list(member(value, 'contacts'));
  const byAlias = new Map<string, unknown>();
  for (const contact of all) for (const alias of aliasesOf(contact)) byAlias.set(alias, contact);
  return { all, byAlias };
}

function aliasesOf(contact: unknown): readonly string[] {
  return [text(member(contact, 'wa_id')), text(member(contact, 'user_id'))].filter((alias) => alias !== null);
}

/** Whether no item has the contact, or another copy of it, beside it: Meta repeats contacts, one per element. */
function isStrangerTo(items: readonly SplitItem[]): (contact: unknown) => boolean {
  const beside = new Set(items.map(({ context }) => context.contact));
  const named = new Set([...beside].flatMap(aliasesOf));
  return (contact) => !beside.has(contact) && !aliasesOf(contact).some((alias) => named.has(alias));
}

/**
 * The contact that an element names. A sole contact beside a sole element is meant even under another phone number, for
 * Meta's `wa_id` and numbers may differ; not under another user id.
 */
function contactBeside({ all, byAlias }: Contacts, { itemList, item }: Element, isSole: boolean): unknown {
  const { party = [], namesNobody = false } = itemList;
  const aliases = party.map((name) => text(member(item, name))).filter((alias) => alias !== null);
  const named = aliases.map((alias) => byAlias.get(alias)).find((contact) => contact !== undefined);
  if (named !== undefined || !isSole || all.length !== 1) return named;
  const userId = text(member(all[0], 'user_id'));
  const names = party.filter((name) => name.endsWith('user_id')).map((name) => text(member(item, name)));
  const isAnother = userId !== null && names.some((name) => name !== null && name !== userId);
  const isMeant = aliases.length > 0 ? !isAnother : namesNobody;
  return isMeant ? all[0] : undefined;
}

/** An item without an id of its own is known by what it says, where it stood and, as far as it says so, when it was. */
function byContent(kind: string, context: JsonObject, item: unknown): SplitItem {
  const place = ['entry_id', 'entry_time'].map((name) => text(member(context, name)));
  const phoneNumberId = text(at(context, 'metadata.phone_number_id'));
  const content = createHash('sha256').update(canonical(item)).digest('hex');
  return {
    kind,
    keyParts: [...scope(kind, text(member(context, 'field'))), ...place, phoneNumberId, content],
    isDated: place[1] !== null || ['timestamp', 'metadata.timestamp'].some((path) => at(item, path) !== undefined),
    context,
    item,
  };
}
