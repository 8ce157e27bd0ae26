/** A value of a golden row that must be there, whatever it is. */
export const PRESENT = Symbol('present');

type Wanted = Readonly<Record<string, string | number | boolean | symbol>>;

const message = (type: string, event = 'message_received', more: Wanted = {}): Wanted => ({
  event_type: event,
  source_event: `messages.message.${type}`,
  ...more,
});
const reply = (kind: string, event: string, more: Wanted = {}) =>
  message('interactive', event, { reply_kind: kind, ...more });
const status = (word: string, event: string, more: Wanted = {}): Wanted => ({
  event_type: event,
  source_event: `messages.status.${word}`,
  ...more,
});
const change = (event: string, source: string, more: Wanted = {}): Wanted => ({
  event_type: event,
  source_event: source,
  ...more,
});

const MEDIA = ['image', 'video', 'audio', 'document', 'sticker'].map((type) =>
  message(type, undefined, { media_type: PRESENT }),
);
const IN_GROUPS = [
  ['lifecycle', 'group_create'],
  ['lifecycle', 'group_delete'],
  ['participants', 'group_participants_add'],
  ['participants', 'group_participants_remove'],
  ['participants', 'group_join_request_created'],
  ['participants', 'group_join_request_revoked'],
  ['settings', 'group_settings_update'],
  ['status', 'group_suspend'],
].map(([field, type]) => change('group_changed', `group_${field}_update.group.${type}`, { group_key: PRESENT }));

/** The account's events: the sixteen of "account_update", and two of other pages (docs/sources.md). */
const ACCOUNT_EVENTS = [
  'ACCOUNT_DELETED ACCOUNT_OFFBOARDED ACCOUNT_RECONNECTED ACCOUNT_RESTRICTION ACCOUNT_VIOLATION AD_ACCOUNT_LINKED',
  'AUTH_INTL_PRICE_ELIGIBILITY_UPDATE BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE DISABLED_UPDATE MM_LITE_TERMS_SIGNED',
  'PARTNER_ADDED PARTNER_APP_INSTALLED PARTNER_APP_UNINSTALLED PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE',
  'PARTNER_REMOVED VOLUME_BASED_PRICING_TIER_UPDATE PARTNER_CLIENT_CERTIFICATION_NEEDED VERIFIED_ACCOUNT',
].flatMap((words) => words.split(' '));

/** What docs/sources.md gives the evidence for. */
export const FROM_PUBLIC_LIBRARIES: readonly Wanted[] = [
  status('deleted', 'message_revoked', { direction: 'inbound', target_message_key: PRESENT }),
  status('warning', 'unmapped', { status: 'warning', error_code: PRESENT }),
  status('failed', 'message_failed', { error_code: 470 }),
  status('failed', 'message_failed', { error_code: 131056 }),
  message('voice', undefined, { is_voice: true, media_type: PRESENT }),
  message('gif', undefined, { media_type: PRESENT }),
  message('ad', undefined, { referral_source_id: PRESENT, ctwa_clid: PRESENT }),
  message('unknown', undefined, { error_code: PRESENT }),
  ...['ephemeral', 'errors', 'group_invite', 'hsm', 'link_preview', 'list', 'poll_creation', 'product', 'template'].map(
    (type) => message(type),
  ),
  message('button', 'message_clicked', { parent_bsuid_key: PRESENT }),
  status('delivered', 'message_delivered', { pricing_category: 'group_marketing', contact_key: PRESENT }),
  ...['call_recording_available', 'call_transcription_available'].map((word) =>
    change('call_status_changed', `calls.call.${word}`, { call_key: PRESENT }),
  ),
  change('call_ended', 'calls.call.terminate', { status: 'FAILED', contact_key: PRESENT }),
  ...['group_add_participants', 'group_remove_participants'].map((word) =>
    change('group_changed', `group_participant_update.group.${word}`, { group_key: PRESENT }),
  ),
  change('opted_in', 'user_preferences.user_preference.signup', { consent_scope: 'marketing' }),
  change('account_changed', 'account_update.change.PARTNER_REMOVED', { reason: PRESENT }),
  ...['FAILED', 'NEED_MORE_INFO'].map((word) =>
    change('account_alerted', `account_alerts.change.INCREASED_CAPABILITIES_ELIGIBILITY_${word}`, {
      reason: `INCREASED_CAPABILITIES_ELIGIBILITY_${word}`,
    }),
  ),
  change('business_username_changed', 'phone_number_username_update.change.APPROVED', { entity_key: PRESENT }),
  change('business_username_changed', 'phone_number_username_update.change.REJECTED', {
    reason: 'NOT_AVAILABLE,REQUIRE_IG_ACCOUNT_LINKING',
  }),
  change('account_alerted', 'business_status_update.change.COMPROMISED_NOTIFICATION', { entity_id: PRESENT }),
  change('template_category_changed', 'template_correct_category_detection.change.detected', { new_state: PRESENT }),
  change('contact_synced', 'messages.contact', { phone_key: PRESENT, bsuid_key: PRESENT }),
  change('contact_synced', 'standby.contact', { origin: 'standby' }),
  change('message_echoed', 'message_echoes.message_echo.text', { contact_key: PRESENT }),
  change('message_echoed', 'standby.message_echo.template', { origin: 'standby', bsuid_key: PRESENT }),
  change('message_echoed', 'standby.message_echo.text', { reply_to_key: PRESENT }),
  ...['control_passed', 'control_taken'].map((word) =>
    change('agent_assigned', `messaging_handovers.change.${word}`, { contact_key: PRESENT, new_state: PRESENT }),
  ),
];

/** What Meta sends, and what at least one golden row of it must say. */
export const REQUIRED: readonly Wanted[] = [
  message('text', undefined, { text_length: PRESENT }),
  ...MEDIA,
  message('location'),
  message('contacts', undefined, { item_count: PRESENT }),
  message('order', 'order_placed', { amount_minor: PRESENT }),
  message('reaction', 'reaction_added', { reaction: PRESENT, target_message_key: PRESENT }),
  message('reaction', 'reaction_removed'),
  message('system', 'contact_identity_changed', { reason: 'user_changed_number', previous_phone_key: PRESENT }),
  message('system', 'contact_identity_changed', { reason: 'user_changed_user_id', previous_bsuid_key: PRESENT }),
  message('edit', 'message_edited', { target_message_key: PRESENT }),
  message('revoke', 'message_revoked', { target_message_key: PRESENT }),
  message('unsupported', undefined, { unsupported_type: PRESENT, error_code: 131051 }),
  message('unsupported', undefined, { error_code: 131060 }),
  message('request_welcome', 'chat_opened'),
  message('text', undefined, { error_code: PRESENT }),
  reply('button_reply', 'message_clicked', { reply_id: PRESENT }),
  reply('list_reply', 'message_clicked', { reply_id: PRESENT }),
  reply('nfm_reply', 'flow_submitted', { flow_token_key: PRESENT }),
  reply('call_permission_reply', 'call_permission_answered', { new_state: PRESENT }),
  message('button', 'message_clicked', { reply_id: PRESENT, reply_to_key: PRESENT }),
  status('sent', 'message_sent', { pricing_model: 'PMP' }),
  status('sent', 'message_sent', { conversation_id: PRESENT }),
  status('delivered', 'message_delivered'),
  status('delivered', 'message_delivered', { recipient_type: 'group', group_key: PRESENT }),
  status('read', 'message_read', { parent_bsuid_key: PRESENT }),
  status('played', 'message_played'),
  status('failed', 'message_failed', { error_code: PRESENT }),
  status('payment.captured', 'payment_status_changed', { amount_minor: PRESENT, currency: PRESENT }),
  status('payment.failed', 'payment_status_changed', { reason: 'failed' }),
  status('call.RINGING', 'call_status_changed', { call_key: PRESENT }),
  change('link_clicked', 'messages.user_action.marketing_messages_link_click', { click_key: PRESENT }),
  change('account_error_reported', 'messages.error', { error_code: PRESENT }),
  change('opted_out', 'user_preferences.user_preference.stop', { consent_scope: 'marketing' }),
  change('opted_in', 'user_preferences.user_preference.resume', { consent_scope: 'marketing' }),
  ...['APPROVED', 'REJECTED', 'PAUSED', 'DISABLED'].map((word) =>
    change('template_status_changed', `message_template_status_update.change.${word}`, { template_name: PRESENT }),
  ),
  change('template_quality_changed', 'message_template_quality_update.change.YELLOW', { old_state: PRESENT }),
  change('template_category_changed', 'template_category_update.change.done', { template_category: PRESENT }),
  change('template_category_changed', 'template_category_update.change.impending', { effective_at: PRESENT }),
  change('template_components_changed', 'message_template_components_update.change'),
  change('number_quality_changed', 'phone_number_quality_update.change.THROUGHPUT_UPGRADE', { entity_key: PRESENT }),
  change('number_name_changed', 'phone_number_name_update.change.APPROVED', { entity_key: PRESENT }),
  change('account_limits_changed', 'business_capability_update.change', { new_state: PRESENT }),
  change('account_reviewed', 'account_review_update.change.APPROVED'),
  change('account_settings_changed', 'account_settings_update.change.phone_number_settings'),
  change('security_changed', 'security.change.PIN_CHANGED'),
  change('partner_changed', 'partner_solutions.change.SOLUTION_UPDATED', { entity_id: PRESENT }),
  ...ACCOUNT_EVENTS.map((word) => change('account_changed', `account_update.change.${word}`, { new_state: word })),
  change('account_alerted', 'account_alerts.change.OBA_APPROVED', { severity: PRESENT }),
  change('flow_status_changed', 'flows.change.FLOW_STATUS_CHANGE', { entity_id: PRESENT }),
  ...['CLIENT_ERROR_RATE', 'ENDPOINT_ERROR_RATE', 'ENDPOINT_LATENCY', 'ENDPOINT_AVAILABILITY'].map((word) =>
    change('flow_alerted', `flows.change.${word}`, { measured: PRESENT }),
  ),
  change('flow_alerted', 'flows.change.FLOW_VERSION_EXPIRY_WARNING'),
  change('call_connected', 'calls.call.connect', { direction: 'inbound' }),
  change('call_connected', 'calls.call.connect', { direction: 'outbound' }),
  change('call_created', 'calls.call.call_created'),
  change('call_ended', 'calls.call.terminate', { duration_seconds: PRESENT }),
  ...['RINGING', 'ACCEPTED', 'REJECTED'].map((word) => change('call_status_changed', `calls.status.${word}`)),
  change('account_error_reported', 'calls.change', { error_code: PRESENT }),
  change('message_echoed', 'smb_message_echoes.message_echo.text', { direction: 'outbound', contact_key: PRESENT }),
  change('message_edited', 'smb_message_echoes.message_echo.edit', { direction: 'outbound' }),
  change('message_revoked', 'smb_message_echoes.message_echo.revoke', { direction: 'outbound' }),
  change('contact_synced', 'smb_app_state_sync.state_sync', { contact_key: PRESENT }),
  change('message_received', 'history.message.text', { origin: 'history', direction: 'inbound' }),
  change('message_echoed', 'history.message.text', { origin: 'history', direction: 'outbound' }),
  change('history_handed_over', 'history.history', { measured: PRESENT }),
  change('history_handed_over', 'history.history', { error_code: PRESENT }),
  ...IN_GROUPS,
  change('conversion_reported', 'automatic_events.automatic_event.Purchase', {
    amount_minor: PRESENT,
    ctwa_clid: PRESENT,
  }),
  change('conversion_reported', 'automatic_events.automatic_event.LeadSubmitted'),
  change('payment_configuration_changed', 'payment_configuration_update.change.Needs_Testing'),
  change('business_username_changed', 'business_username_updates.change.approved'),
  ...['message.text', 'message_echo.text', 'status.delivered'].map((kind) => ({
    source_event: `standby.${kind}`,
    origin: 'standby',
  })),
  change('contact_identity_changed', 'user_id_update.user_id_update', { previous_bsuid_key: PRESENT }),
  ...FROM_PUBLIC_LIBRARIES,
];
