import type { Held } from './member-names.ts';

/**
 * Members of the WhatsApp Business Platform's documents, as Meta writes them and its providers pass them on, and what
 * their values are. A source adds its own, or says otherwise of these, in its `vocabulary`.
 */

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

export const PLATFORM_MEMBERS: ReadonlyMap<string, Held> = new Map<string, Held>([
  ...held('word', WORDS),
  ...held('time', TIMES),
  ...held('count', COUNTS),
  ...held('switch', SWITCHES),
  ...held('peoples', PEOPLES),
  ['language', 'language'],
  ['message_template_language', 'language'],
  ['mime_type', 'media_type'],
  // Names of a form that would not be shown; nothing is known of their values.
  ['auth_international_rate_eligibility', null],
  ['marketing_messages_link_click_data', null],
  ['partner_client_certification_info', null],
  ['recipient_participant_parent_user_id', null],
  ['sha256', null],
]);

function held(what: Held, lines: readonly string[]): readonly (readonly [string, Held])[] {
  return lines.flatMap((line) => line.split(' ')).map((name) => [name, what] as const);
}
