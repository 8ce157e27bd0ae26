/** What a payload's member is called, and what its values may be trusted with. */
export interface MemberName {
  /** As it may stand in the lake: the name, or `<member>` where it could be somebody's data. */
  readonly shown: string;
  /** How it begins its member in a payload: `"status":`; null where the name may not be shown. */
  readonly label: string | null;
  /** How it begins its member in an outline: `,status:`. */
  readonly outline: string;
  readonly holds: Held;
}

/** What the values of a member are, whatever the payload; null where that is not known. */
export type Held = 'word' | 'known_word' | 'language' | 'media_type' | 'time' | null;

/**
 * Words of the vendor's: those that are known, and CAPITALS. `type` is not among them, for it holds what people call
 * their numbers too (contact cards).
 */
const WORD_MEMBERS = [
  'action',
  'alert_severity',
  'alert_state',
  'alert_status',
  'alert_type',
  'category',
  'click_component',
  'currency',
  'decision',
  'direction',
  'entity_type',
  'event',
  'event_name',
  'field',
  'messaging_product',
  'new_category',
  'new_quality_score',
  'new_status',
  'old_status',
  'previous_category',
  'previous_quality_score',
  'pricing_model',
  'reason',
  'recipient_type',
  'source_type',
  'status',
];

const TIME_MEMBERS = [
  'category_update_timestamp',
  'created_timestamp',
  'end_time',
  'expiration_timestamp',
  'start_time',
  'time',
  'timestamp',
  'updated_timestamp',
];

const HELD: ReadonlyMap<string, Held> = new Map<string, Held>([
  ...WORD_MEMBERS.map((name) => [name, 'word'] as const),
  ...TIME_MEMBERS.map((name) => [name, 'time'] as const),
  ['type', 'known_word'],
  ['language', 'language'],
  ['message_template_language', 'language'],
  ['mime_type', 'media_type'],
]);

const NAME = /^[a-z_][a-z0-9_]{0,63}$/;
/** Seven digits in a row may be a number that somebody answers. */
const LONG_DIGITS = /\d{7}/;

const UNNAMED: MemberName = { shown: '<member>', label: null, outline: ',<member>:', holds: null };

const REMEMBERED = 2_000;
const remembered = new Map<string, MemberName>();

/** A member's name is the sender's text too: one that is not spelled as an API's names are is not shown. */
export function memberName(name: string): MemberName {
  const known = remembered.get(name);
  if (known) return known;
  if (!NAME.test(name) || LONG_DIGITS.test(name) || name === '__proto__') return UNNAMED;
  if (remembered.size >= REMEMBERED) remembered.clear();
  const found = { shown: name, label: `"${name}":`, outline: `,${name}:`, holds: HELD.get(name) ?? null };
  remembered.set(name, found);
  return found;
}

/** The name above a payload's outermost value. */
export const NO_MEMBER: MemberName = { ...UNNAMED, shown: '' };
