import { createHash } from 'node:crypto';
import { at, canonical, isObject, type JsonObject, list, member, text } from '../../json.ts';
import type { SplitItem } from '../source.ts';
import { ITEM_LISTS, type ItemList } from './lists.ts';

/** Members of `value` that say something about its elements; they travel as each element's context. */
const SURROUNDINGS = new Set(['messaging_product', 'metadata', 'contacts']);

interface Change {
  readonly field: string | null;
  readonly value: unknown;
  /** What every item of the change gets to know of its surroundings. */
  readonly context: JsonObject;
  readonly phoneNumberId: string | null;
}

/**
 * Cuts a delivery into its items. Every list is walked (entry, changes, and each list in `value`); what is in no known
 * list, or in no known shape, becomes an item of its own, so that nothing that arrives is unaccounted for.
 */
export function split(document: unknown): readonly SplitItem[] {
  const entries = member(document, 'entry');
  if (!Array.isArray(entries)) return [byContent('document', null, {}, document)];
  const object = text(member(document, 'object'));
  return entries.flatMap((entry) => splitEntry(object, entry));
}

function splitEntry(object: string | null, entry: unknown): readonly SplitItem[] {
  const changes = member(entry, 'changes');
  if (!Array.isArray(changes)) return [byContent('entry', null, { object }, entry)];
  return changes.flatMap((change) => splitChange(readChange(object, entry, change)));
}

function readChange(object: string | null, entry: unknown, change: unknown): Change {
  const field = text(member(change, 'field'));
  const value = isObject(change) && Object.hasOwn(change, 'value') ? change.value : change;
  const entryId = text(member(entry, 'id'));
  const phoneNumberId = text(at(value, 'metadata.phone_number_id'));
  return {
    field,
    value,
    phoneNumberId,
    context: {
      object,
      entry_id: entryId,
      entry_time: member(entry, 'time') ?? null,
      field,
      phone_number_id: phoneNumberId,
    },
  };
}

function splitChange(change: Change): readonly SplitItem[] {
  const { value, field } = change;
  if (!isObject(value)) return [byContent('change', field, change.context, value)];
  const lists = ITEM_LISTS.filter((itemList) => isListOf(itemList, change));
  const contacts = contactsByAlias(value);
  const items = lists.flatMap((itemList) =>
    list(member(value, itemList.name)).map((item) => splitItem(itemList, change, contacts, item)),
  );
  const rest = Object.entries(value).filter(([name]) => !isAccountedFor(name, lists));
  if (items.length > 0 && rest.length === 0) return items;
  return [...items, byContent('change', field, change.context, items.length === 0 ? value : Object.fromEntries(rest))];
}

function isListOf(itemList: ItemList, change: Change): boolean {
  if (itemList.onlyInField !== undefined && itemList.onlyInField !== change.field) return false;
  return Array.isArray(member(change.value, itemList.name));
}

function isAccountedFor(name: string, lists: readonly ItemList[]): boolean {
  return SURROUNDINGS.has(name) || lists.some((itemList) => itemList.name === name);
}

function splitItem(
  itemList: ItemList,
  change: Change,
  contacts: ReadonlyMap<string, unknown>,
  item: unknown,
): SplitItem {
  const identity = isObject(item) ? itemList.identity(item, change.phoneNumberId) : null;
  const contact = itemList.party?.map((alias) => contacts.get(text(member(item, alias)) ?? '')).find(isObject);
  const context = contact === undefined ? change.context : { ...change.context, contact };
  if (identity === null) return byContent(itemList.kind, change.field, context, item);
  return { kind: itemList.kind, keyParts: [...scope(itemList.kind, change.field), ...identity], context, item };
}

/** `messages` is where Meta tells of a message; the same message told in another field (standby) is another event. */
function scope(kind: string, field: string | null): readonly (string | null)[] {
  return field === 'messages' ? [kind] : [kind, field];
}

function contactsByAlias(value: JsonObject): ReadonlyMap<string, unknown> {
  const aliases = ['wa_id', 'user_id'] as const;
  const pairs = list(member(value, 'contacts')).flatMap((contact) =>
    aliases.map((alias) => [text(member(contact, alias)), contact] as const),
  );
  return new Map(pairs.flatMap(([alias, contact]) => (alias === null ? [] : [[alias, contact] as const])));
}

/** An item without an id of its own is known by what it says and where it stood. */
function byContent(kind: string, field: string | null, context: JsonObject, item: unknown): SplitItem {
  const place = [text(member(context, 'entry_id')), text(member(context, 'entry_time'))];
  const content = createHash('sha256').update(canonical(item)).digest('hex');
  return { kind, keyParts: [...scope(kind, field), ...place, content], context, item };
}
