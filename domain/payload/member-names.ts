/** What a payload's member is called, and what its values may be trusted with. */
export interface MemberName {
  /** As it may stand in the lake: the name, or `<member>` where it could be somebody's data. */
  readonly shown: string;
  readonly isHarmless: boolean;
  /** The member holds words of the vendor's, whatever the payload. */
  readonly holdsWords: boolean;
  readonly holdsTimes: boolean;
}

const WORD_MEMBERS = new Set([
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
  'language',
  'message_template_language',
  'messaging_product',
  'mime_type',
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
  'type',
]);

const TIME_MEMBERS = new Set([
  'category_update_timestamp',
  'created_timestamp',
  'end_time',
  'expiration_timestamp',
  'start_time',
  'time',
  'timestamp',
  'updated_timestamp',
]);

const NAME = /^[a-z_][a-z0-9_]{0,63}$/;
/** Seven digits in a row may be a number that somebody answers. */
const LONG_DIGITS = /\d{7}/;

const UNNAMED: MemberName = { shown: '<member>', isHarmless: false, holdsWords: false, holdsTimes: false };

const REMEMBERED = 2_000;
const remembered = new Map<string, MemberName>();

/** A member's name is the sender's text too: one that is not spelled as an API's names are is not shown. */
export function memberName(name: string): MemberName {
  const known = remembered.get(name);
  if (known) return known;
  if (!NAME.test(name) || LONG_DIGITS.test(name) || name === '__proto__') return UNNAMED;
  if (remembered.size >= REMEMBERED) remembered.clear();
  const found = {
    shown: name,
    isHarmless: true,
    holdsWords: WORD_MEMBERS.has(name),
    holdsTimes: TIME_MEMBERS.has(name),
  };
  remembered.set(name, found);
  return found;
}

/** The name above a payload's outermost value. */
export const NO_MEMBER: MemberName = { ...UNNAMED, shown: '' };
