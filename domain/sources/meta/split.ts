import { createHash } from 'node:crypto';
import { at, canonical, isObject, type JsonObject, list, member, text } from '../../json.ts';
import type { SplitItem } from '../source.ts';
import { ITEM_LISTS, type ItemList } from './lists.ts';

/** Members of `value` that say something about its elements; they travel as each element's context. */
const SURROUNDINGS = ['messaging_product', 'metadata', 'contacts'];

interface Change {
  readonly field: string | null;
  readonly value: unknown;
  /** What every item of the change gets to know of its surroundings. */
  readonly context: JsonObject;
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
  const elements = lists.flatMap((itemList) => list(member(value, itemList.name)).map((item) => ({ itemList, item })));
  const items = elements.map(({ itemList, item }) => {
    const contact = contactBeside(contacts, itemList, item, elements.length === 1);
    return splitItem(itemList, change, contact, item);
  });
  const known = [...SURROUNDINGS, ...lists.map(({ name }) => name)];
  const strangers = contacts.all.filter((contact) => !items.some((item) => item.context.contact === contact));
  const unnamed = items.length === 0 ? [] : strangers.map((contact) => byContent('contact', context, contact));
  return [...items, ...unnamed, ...remainder('change', context, value, known, items)];
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

function splitItem(itemList: ItemList, change: Change, contact: unknown, item: unknown): SplitItem {
  const phoneNumberId = text(at(change.context, 'metadata.phone_number_id'));
  const identity = isObject(item) ? itemList.identity(item, phoneNumberId) : null;
  const context = contact === undefined ? change.context : { ...change.context, contact };
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
  for (const contact of all) {
    for (const alias of [text(member(contact, 'wa_id')), text(member(contact, 'user_id'))]) {
      if (alias !== null) byAlias.set(alias, contact);
    }
  }
  return { all, byAlias };
}

/**
 * The contact that an element names. A sole contact beside a sole element is meant even under another phone number, for
 * Meta's `wa_id` and numbers may differ; not under another user id.
 */
function contactBeside({ all, byAlias }: Contacts, { party = [] }: ItemList, item: unknown, isSole: boolean): unknown {
  const aliases = party.map((name) => text(member(item, name))).filter((alias) => alias !== null);
  const named = aliases.map((alias) => byAlias.get(alias)).find((contact) => contact !== undefined);
  if (named !== undefined || !isSole || all.length !== 1) return named;
  const userId = text(member(all[0], 'user_id'));
  const names = party.filter((name) => name.endsWith('user_id')).map((name) => text(member(item, name)));
  const isAnother = userId !== null && names.some((name) => name !== null && name !== userId);
  return aliases.length === 0 || isAnother ? undefined : all[0];
}

/** An item without an id of its own is known by what it says, where it stood and, as far as it says so, when it was. */
function byContent(kind: string, context: JsonObject, item: unknown): SplitItem {
  const place = ['entry_id', 'entry_time'].map((name) => text(member(context, name)));
  const phoneNumberId = text(at(context, 'metadata.phone_number_id'));
  const content = createHash('sha256').update(canonical(item)).digest('hex');
  return {
    kind,
    keyParts: [...scope(kind, text(member(context, 'field'))), ...place, phoneNumberId, content],
    isDated: place[1] !== null || member(item, 'timestamp') !== undefined,
    context,
    item,
  };
}
