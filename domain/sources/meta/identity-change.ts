import type { RowDraft } from '../../event/row.ts';
import type { Aliases } from '../../identity/alias.ts';
import { at } from '../../shared/json.ts';
import { contactOf, type MappedRow, type MappingInput, textAt, wordOf } from '../shared/mapping.ts';

type IdentityColumns = Partial<RowDraft>;

/** Both sides of a change; a column of the side before is NULL where nothing of it changed. */
export function changedContact(input: MappingInput, after: Aliases, before: Aliases): IdentityColumns {
  const now = contactOf(input, after);
  const was = contactOf(input, before);
  return {
    ...now,
    previous_phone_key: was.phone_key === now.phone_key ? null : was.phone_key,
    previous_bsuid_key: was.bsuid_key === now.bsuid_key ? null : was.bsuid_key,
    previous_parent_bsuid_key: was.parent_bsuid_key === now.parent_bsuid_key ? null : was.parent_bsuid_key,
  };
}

/** Words of `system.type` with two sides to them; after the others (a new security code) the contact is who it was. */
const CHANGES: ReadonlySet<string> = new Set([
  'user_changed_number',
  'customer_changed_number',
  'user_changed_user_id',
]);

/**
 * The contact that a system message is about, before and after; null where it reports no change. `from` is the old number. Since August 2026 the old user id has a
 * member of its own; from April until then it stood only in the text, as did the numbers.
 */
export function systemContact(input: MappingInput): IdentityColumns | null {
  const { item } = input;
  if (!CHANGES.has(textAt(item, 'system.type') ?? '')) return null;
  const now = textAt(item, 'system.user_id');
  const written = fromTo(textAt(item, 'system.body'));
  const after: Aliases = {
    phones: [textAt(item, 'system.wa_id'), textAt(item, 'system.new_wa_id'), written.to],
    userIds: [now],
    parentUserIds: [textAt(item, 'system.parent_user_id')],
  };
  const before: Aliases = {
    phones: [textAt(item, 'from'), textAt(item, 'system.customer'), written.from],
    // Beside a stated new id, another one in the sender's place is the old one.
    userIds: [textAt(item, 'system.previous_user_id'), now === null ? null : textAt(item, 'from_user_id')],
    parentUserIds: [textAt(item, 'system.previous_parent_user_id')],
  };
  return changedContact(input, after, before);
}

/** `… changed from A to B`, where A and B are numbers or user ids; a name before it may hold any words. */
const FROM_TO = /.*\bchanged from (.{1,160}?) to (.{1,160}?)[.,!]?$/s;

function fromTo(body: string | null): { readonly from: string | null; readonly to: string | null } {
  const found = body === null || body.length > 1_000 ? null : FROM_TO.exec(body.trim());
  return { from: found?.[1] ?? null, to: found?.[2] ?? null };
}

/** The field `user_id_update`, which Meta documented from March to June 2026 and withdrew; both of its spellings. */
export function userIdUpdate(input: MappingInput): MappedRow {
  const { item } = input;
  const phones = [textAt(item, 'wa_id')];
  const after: Aliases = {
    phones,
    userIds: [textAt(item, 'user_id.current', 'user_id', 'current_user_id', 'new_user_id')],
    parentUserIds: [textAt(item, 'parent_user_id.current', 'parent_user_id')],
  };
  const before: Aliases = {
    phones,
    userIds: [textAt(item, 'user_id.previous', 'previous_user_id', 'old_user_id')],
    parentUserIds: [textAt(item, 'parent_user_id.previous', 'previous_parent_user_id')],
  };
  return { row: { event_type: 'contact_identity_changed', ...changedContact(input, after, before) } };
}

/** One entry of the address book of the phone on which the business also uses WhatsApp: who, never what they are called. */
export function contactSync(input: MappingInput): MappedRow {
  const { item } = input;
  const isContact = (textAt(item, 'type') ?? 'contact') === 'contact';
  return {
    row: {
      event_type: isContact ? 'contact_synced' : 'unmapped',
      ...contactOf(input, {
        phones: [textAt(item, 'contact.phone_number')],
        userIds: [textAt(item, 'contact.user_id')],
        parentUserIds: [textAt(item, 'contact.parent_user_id')],
        usernames: [textAt(item, 'contact.username')],
      }),
      new_state: wordOf(input, textAt(item, 'action')),
    },
    at: at(item, 'metadata.timestamp'),
  };
}
