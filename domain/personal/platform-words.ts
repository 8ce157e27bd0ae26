/**
 * Words of the WhatsApp Business Platform, in members such as `type` and `status`: Meta's, which its providers pass on.
 * They are kept wherever such a member stands, also where people fill it in (contact cards have a `type`). A word that is
 * not here is kept only where the vendor alone writes it (domain/personal/words.ts). Add a word when its event gets a
 * mapping, or when it has no such form; a provider's own words belong in its source's `vocabulary`.
 */
export const PLATFORM_WORDS: ReadonlySet<string> = new Set(
  [
    // Fields.
    'messages standby history calls flows security smb_message_echoes smb_app_state_sync user_preferences',
    'automatic_events account_update account_alerts account_review_update account_settings_update partner_solutions',
    'business_capability_update business_username_updates phone_number_username_update payment_configuration_update phone_number_name_update',
    'phone_number_quality_update message_template_status_update message_template_quality_update',
    'message_template_components_update template_category_update user_id_update',
    'group_lifecycle_update group_participants_update group_settings_update group_status_update',
    // Messages, and what they hold.
    'whatsapp text image video audio document sticker location contacts contact interactive button order reaction system',
    'edit edits revoke unsupported request_welcome media_placeholder errors gif group_invite hsm keep_in_chat link_preview',
    'list pin poll_creation poll_update product button_reply list_reply nfm_reply call_permission_reply',
    'product_list cta_url flow address_message template HOME WORK CELL home work cell upi',
    // On-premises API and providers; who answers, where Meta routes conversations (docs/sources.md).
    'call_recording_available call_transcription_available group_add_participants group_remove_participants',
    'group_participant_update voice ephemeral unknown message_echoes business_status_update template_correct_category_detection signup',
    'messaging_handovers control_passed control_taken ai_agent escalation customer_service ctwa meta_business_agent',
    'user_changed_number customer_changed_number user_changed_user_id customer_identity_changed user_identity_changed',
    'ad post',
    // Statuses, prices, payments and calls.
    'sent delivered read played failed deleted warning pending payment call captured success connect terminate',
    'call_created accept reject ringing accepted rejected group individual',
    'regular free_customer_service free_entry_point authentication authentication-international',
    'authentication_international marketing marketing_lite referral_conversion service utility group_marketing',
    'group_service group_utility business_initiated user_initiated',
    // Consent, clicks, conversions.
    'marketing_messages stop resume marketing_messages_link_click landing_page_view cta body LeadSubmitted Purchase',
    // Groups, the address book, user names, settings.
    'group_create group_delete group_participants_add group_participants_remove group_join_request_created',
    'group_join_request_revoked group_suspend group_suspend_cleared invite_link add remove approved reserved',
    // Longer than words that are not known may be.
    'AUTH_INTL_PRICE_ELIGIBILITY_UPDATE BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE',
    'INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED INCREASED_CAPABILITIES_ELIGIBILITY_FAILED',
    'INCREASED_CAPABILITIES_ELIGIBILITY_NEED_MORE_INFO',
    'PARTNER_CLIENT_CERTIFICATION_NEEDED PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE LEGAL_NAME_NOT_FOUND_IN_DOCUMENTS',
    'RESTRICTED_ADD_PHONE_NUMBER_ACTION RESTRICTED_BIZ_INITIATED_MESSAGING RESTRICTED_CUSTOMER_INITIATED_MESSAGING',
    'phone_number_settings Active Disabled Inactive Needs_Connecting Needs_Testing',
  ].flatMap((words) => words.split(' ')),
);
