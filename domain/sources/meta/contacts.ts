import { at, canonical, isObject, type JsonObject, list, member, text } from '../../shared/json.ts';
import type { ListedItem } from './lists.ts';

/** What the transform reads of a contact, and what an item keeps of one that is too large to be copied into it. */
export const CONTACT_MEMBERS = ['wa_id', 'user_id', 'parent_user_id', 'profile.name', 'profile.username'];

interface Contacts {
  readonly all: readonly JsonObject[];
  /** Of several contacts with one alias the last. */
  readonly byAlias: ReadonlyMap<string, JsonObject>;
}

/** Whether it is what Meta documents: a list of objects. Anything else is kept as it is. */
export function areContacts(contacts: unknown): boolean {
  return contacts === undefined || (Array.isArray(contacts) && contacts.every(isObject));
}

/** The contacts beside a value's items. */
export function readContacts(value: unknown): Contacts {
  const all = list(member(value, 'contacts')).filter(isObject);
  const byAlias = new Map<string, JsonObject>();
  for (const contact of all) for (const alias of aliasesOf(contact)) byAlias.set(alias, contact);
  return { all, byAlias };
}

function aliasesOf(contact: JsonObject): readonly string[] {
  return [text(member(contact, 'wa_id')), text(member(contact, 'user_id'))].filter((alias) => alias !== null);
}

/**
 * The contact that an item names. A sole contact beside a sole item is meant even under another phone number, for
 * Meta's `wa_id` and numbers may differ; not under another user id.
 */
export function contactBeside(
  { all, byAlias }: Contacts,
  { itemList, item }: ListedItem,
  isSole: boolean,
): JsonObject | undefined {
  const { party = [], namesNobody = false } = itemList;
  const aliases = party.map((name) => text(at(item, name))).filter((alias) => alias !== null);
  const named = aliases.map((alias) => byAlias.get(alias)).find((contact) => contact !== undefined);
  if (named !== undefined || !isSole || all.length !== 1) return named;
  const userId = text(member(all[0], 'user_id'));
  const names = party.filter((name) => name.endsWith('user_id')).map((name) => text(at(item, name)));
  const isAnother = userId !== null && names.some((name) => name !== null && name !== userId);
  const isMeant = aliases.length > 0 ? !isAnother : namesNobody;
  return isMeant ? all[0] : undefined;
}

/** The contacts that no item has beside it, each different one once: Meta repeats contacts, one per item. */
export function unnamedAmong({ all }: Contacts, beside: readonly (JsonObject | undefined)[]): readonly JsonObject[] {
  const carried = new Set<unknown>(beside);
  if (all.every((contact) => carried.has(contact))) return [];
  const seen = new Set([...carried].map(canonical));
  return all.filter((contact) => {
    const content = canonical(contact);
    const isNew = !seen.has(content);
    seen.add(content);
    return isNew;
  });
}
