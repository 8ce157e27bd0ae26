import { memoize } from '../shared/memoize.ts';

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

/**
 * What the values of a member are, whatever the payload; null where that is not known. `peoples`: people or the business
 * fill in what stands within it.
 */
export type Held = 'word' | 'language' | 'media_type' | 'time' | 'count' | 'switch' | 'peoples' | null;

/** The one list of members that only the vendor writes, with words of its own: those that are known, and later ones. */
const WORDS = [
  'action action_type alert_severity alert_state alert_status alert_type category click_component correct_category',
  'currency current_limit decision direction entity_type error_type event event_name field messaging_product',
  'new_category new_quality_score new_status old_limit old_status previous_category previous_quality_score',
  'pricing_model reason recipient_type rejection_reason response_source restriction_type sdp_type source_type status',
  'type violation_type waba_ban_state message_template_category message_template_button_type solution_status',
];

const TIMES = [
  'category_update_timestamp created_timestamp end_time expiration_timestamp start_time tier_update_time time timestamp',
  'updated_timestamp',
];

/** Whole numbers below a million: how many, which place, which code. */
const COUNTS = [
  'availability chunk_order code count duration error_count error_rate error_subcode max_daily_conversation_per_phone',
  'max_daily_conversations_per_business max_phone_numbers_per_business max_phone_numbers_per_waba offset p50_latency',
  'p90_latency phase position progress quantity requests_count threshold',
];

const SWITCHES = ['animated billable forwarded frequently_forwarded update_successful voice'];

/** Contact cards, places, what is put into a form or template, and the answers, whose members may be called like any of the above. */
const PEOPLES = ['contact contacts data flow_action_payload location nfm_reply parameters profile response_json'];

const HELD: ReadonlyMap<string, Held> = new Map<string, Held>([
  ...held('word', WORDS),
  ...held('time', TIMES),
  ...held('count', COUNTS),
  ...held('switch', SWITCHES),
  ...held('peoples', PEOPLES),
  ['language', 'language'],
  ['message_template_language', 'language'],
  ['mime_type', 'media_type'],
]);

function held(what: Held, lines: readonly string[]): readonly (readonly [string, Held])[] {
  return lines.flatMap((line) => line.split(' ')).map((name) => [name, what] as const);
}

/** The form of a vendor's words; names of Meta's that are of another form are known ones. */
const NAME = /^[a-z][a-z_]{0,31}$/;
const LONG_NAMES: ReadonlySet<string> = new Set([
  'auth_international_rate_eligibility',
  'marketing_messages_link_click_data',
  'partner_client_certification_info',
  'recipient_participant_parent_user_id',
  'sha256',
]);

const UNNAMED: MemberName = { shown: '<member>', label: null, outline: ',<member>:', holds: null };

const NAMES = 2_000;

/** A member's name is the sender's text too: one that has no form of a vendor's word is not shown. */
export const memberName = memoize(NAMES, (name: string): MemberName => {
  if (!isShown(name)) return UNNAMED;
  return { shown: name, label: `"${name}":`, outline: `,${name}:`, holds: HELD.get(name) ?? null };
});

function isShown(name: string): boolean {
  return NAME.test(name) || LONG_NAMES.has(name) || HELD.has(name);
}

/** The name above a payload's outermost value. */
export const NO_MEMBER: MemberName = { ...UNNAMED, shown: '' };
